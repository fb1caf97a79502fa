"""``xiezhi verify ledger``: recompute every ledger and name the first bad entry."""

import argparse
import json
import sys
from importlib import import_module
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from xiezhi.cli.faults import sentence
from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.messages import gettext_noop as _n
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.infra.errors import MachineError
from xiezhi.ledger.rules.audit import Audit, Fault, Outcome
from xiezhi.ledger.rules.keys import read_public_key

VERIFICATION: Final = "xiezhi.ledger.services.verification"
EXIT_CODES: Final = {
    Outcome.SOUND: 0,
    Outcome.TAMPERED: 1,
    Outcome.INCOMPLETE: 2,
    Outcome.UNTRUSTED: 3,
}
# When several ledgers differ, the exit code is of the worst.
_WORST_FIRST: Final = (Outcome.TAMPERED, Outcome.UNTRUSTED, Outcome.INCOMPLETE, Outcome.SOUND)

SOUND: Final = _n("{slug}：完好。共 {entries} 条，检查点 {checkpoints} 个，已签至第 {signed} 条。")
FAULTS: Final = {
    Fault.ALTERED: _n("{slug}：第 {sequence} 条被改动。"),
    Fault.MISSING: _n("{slug}：缺第 {sequence} 条。"),
    Fault.REWRITTEN: _n("{slug}：第 {sequence} 条与其后一条矛盾，已被改写或插入。"),
    Fault.EXTRA: _n("{slug}：从第 {sequence} 条起是多出来的。"),
    Fault.CUT_OFF: _n("{slug}：从第 {sequence} 条起缺失，账本被截断或恢复了旧备份。"),
    Fault.HEAD: _n("{slug}：第 {sequence} 条与账本的树顶不符。"),
    Fault.CHECKPOINT_ALTERED: _n("{slug}：第 {checkpoint} 条处的检查点被改动。"),
    Fault.CHECKPOINT_CONTRADICTS: _n(
        "{slug}：与第 {checkpoint} 条处的检查点矛盾，第 {sequence} 至 {until} 条中有改写。"
    ),
    Fault.CHECKPOINT_STRANGER: _n("{slug}：第 {checkpoint} 条处的检查点不是所信任的密钥签的。"),
}


def run(arguments: argparse.Namespace) -> int:
    """Verify each ledger; the exit code says what was found in the worst."""
    try:
        trusted = trusted_key(arguments.key) if arguments.key else None
        with open_database(environment()) as urls:
            set_up_django(urls, DatabaseRole.APP)
            return _verify(arguments, trusted)
    except MachineError as fault:
        print(f"xiezhi: {sentence(fault)}", file=sys.stderr)
        return EXIT_CODES[Outcome.INCOMPLETE]


def _verify(arguments: argparse.Namespace, trusted: Ed25519PublicKey | None) -> int:
    found: list[Outcome] = []
    audits = import_module(VERIFICATION).verify_all(slug=arguments.office, public_key=trusted)
    for one in audits:
        words = _json(one.slug, one.audit) if arguments.json else _line(one.slug, one.audit)
        print(words, flush=True)
        found.append(one.audit.outcome)
    if not found:
        raise MachineError("verify.no_office")
    return EXIT_CODES[next(outcome for outcome in _WORST_FIRST if outcome in found)]


def _line(slug: str, audit: Audit) -> str:
    finding = audit.finding
    if finding is None:
        return _(SOUND).format(
            slug=slug,
            entries=audit.entries,
            checkpoints=audit.checkpoints,
            signed=audit.signed_size,
        )
    return _(FAULTS[finding.fault]).format(
        slug=slug,
        sequence=finding.sequence,
        until=finding.until,
        checkpoint=finding.checkpoint,
    )


def _json(slug: str, audit: Audit) -> str:
    finding = audit.finding
    words: dict[str, Any] = {
        "office": slug,
        "outcome": audit.outcome.value,
        "entries": audit.entries,
        "checkpoints": audit.checkpoints,
        "signed_size": audit.signed_size,
        "root": audit.root.hex(),
    }
    if finding is not None:
        words["finding"] = {
            "fault": finding.fault.value,
            "sequence": finding.sequence,
            "until": finding.until,
            "checkpoint": finding.checkpoint,
        }
    return json.dumps(words, ensure_ascii=False)


def trusted_key(line: str) -> Ed25519PublicKey:
    """Return the key of a line ``name+id+key``.

    Raises:
        MachineError: ``verify.bad_key``.
    """
    key = read_public_key(line)
    if key is None:
        raise MachineError("verify.bad_key")
    return key
