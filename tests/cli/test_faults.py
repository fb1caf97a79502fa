"""Every fault of the machine has its sentence."""

import re
from pathlib import Path

import xiezhi
from xiezhi.cli.faults import SENTENCES

SOURCE = Path(xiezhi.__file__).parent
RAISED = re.compile(r'(?:MachineError|run_client)\([^"]*"([a-z_]+\.[a-z_]+)"|"([a-z]+\.failed)"')

# Refusals of the domain the command line has words of its own for.
SAID_FOR_OTHERS = {
    "accounts.card_unreadable",
    "demo.not_a_demo",
    "exchange.key_card_foreign",
    "exchange.key_card_older",
    "exchange.key_card_unreadable",
    "exchange.no_inner_zone",
    "files.secret_unreadable",
    "law.counted_back_fixed",
    "law.data_wrong",
    "law.day_out_of_range",
    "law.no_rule",
    "law.no_variant",
    "law.statutory_length_fixed",
    "storage.altered",
    "storage.away",
    "storage.full",
    "storage.missing",
    "storage.refused",
    "vault.sheet_checksum",
    "vault.sheet_word",
    "vault.sheets_differ",
}


def test_sentences_are_those_of_the_faults_raised() -> None:
    raised = {
        first or second
        for folder in ("cli", "infra")
        for path in (SOURCE / folder).rglob("*.py")
        if path.name != "faults.py"
        for first, second in RAISED.findall(path.read_text(encoding="utf-8"))
    }
    assert raised | SAID_FOR_OTHERS == set(SENTENCES)
