"""导入: a list (XLSX) or full texts (DOCX), all of it or nothing, the same file once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.proposals.models import Proposal, ProposalImport
from xiezhi.proposals.rules.reading_in.entries import ProposalEntry, cleaned, identity_of
from xiezhi.proposals.rules.reading_in.fields import ProposalField, checked_mapping
from xiezhi.proposals.rules.reading_in.rows import Defaults, read_entries, read_sheet
from xiezhi.proposals.rules.reading_in.texts import MAX_DOCX_FILES
from xiezhi.proposals.selectors.lists import find_import, find_known
from xiezhi.proposals.services._entering import add_proposal, usual_charge

_FILE_NAME: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The outcome: the batch, an earlier one when ``is_repeat``; rows registered before are skipped."""

    batch: ProposalImport
    is_repeat: bool = False


def import_list(
    *,
    data: bytes,
    name: str,
    mapping: Mapping[ProposalField, int],
    defaults: Defaults,
    acting: Actor,
    now: datetime,
) -> Imported:
    """Register every proposal of a list, or none. Those registered before stay as they are.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: the codes of `read_sheet` and `checked_mapping`;
            ``proposals.import_rows_wrong``: a preview names them.
        ConflictError: ``proposals.import_nothing_new``; ``proposals.import_raced``: somebody
            registered one of them at this moment.
    """
    require(acting, Action.SCREEN_PROPOSAL)
    earlier = find_import(data)
    if earlier is not None:
        return _repeat(earlier, acting=acting, now=now)
    sheet = read_sheet(data)
    chosen = checked_mapping(mapping, columns=len(sheet.headings))
    reading = read_entries(sheet, chosen, defaults=defaults, today=legal_day(now))
    if reading.fault_count:
        raise InvalidInputError("proposals.import_rows_wrong", count=reading.fault_count)
    entries = [entry for _number, entry in reading.entries]
    digest = hashlib.sha256(data).digest()
    batch = _import(entries, digest=digest, name=name, acting=acting, now=now)
    return Imported(batch=batch)


def import_texts(
    *, entries: Sequence[ProposalEntry], names: str, acting: Actor, now: datetime
) -> Imported:
    """Register proposals read from full texts, as a person looked through them; all or none.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: the codes of `cleaned`; ``proposals.too_many_texts``,
            ``proposals.import_empty``; ``proposals.text_twice``: two of them are one proposal.
        ConflictError: as `import_list`.
    """
    require(acting, Action.SCREEN_PROPOSAL)
    if not entries:
        raise InvalidInputError("proposals.import_empty")
    if len(entries) > MAX_DOCX_FILES:
        raise InvalidInputError("proposals.too_many_texts", limit=MAX_DOCX_FILES)
    found = [cleaned(entry, today=legal_day(now)) for entry in entries]
    if len({identity_of(one) for one in found}) != len(found):
        raise InvalidInputError("proposals.text_twice")
    told = "\n".join(sorted("\t".join((*identity_of(one), one.text)) for one in found))
    digest = hashlib.sha256(told.encode()).digest()
    batch = _import(found, digest=digest, name=names, acting=acting, now=now)
    return Imported(batch=batch)


def _import(
    entries: Sequence[ProposalEntry], *, digest: bytes, name: str, acting: Actor, now: datetime
) -> ProposalImport:
    known = find_known(entries)
    fresh = [one for one in entries if identity_of(one) not in known]
    if not fresh:
        raise ConflictError("proposals.import_nothing_new", count=len(entries))
    batch = ProposalImport(
        id=new_id(now),
        file_sha256=digest,
        file_name=clean_line(name[-_FILE_NAME:], limit=_FILE_NAME),
        row_count=len(fresh),
        skipped_count=len(entries) - len(fresh),
        imported_by_label=acting.signature,
        imported_at=now,
    )
    try:
        with act(acting=acting, now=now) as record:
            batch.save(force_insert=True)
            charge = usual_charge(acting)
            added: list[Proposal] = [
                add_proposal(one, charge, batch=batch, acting=acting, now=now) for one in fresh
            ]
            record(
                "proposals.import",
                "proposal_import",
                batch.id,
                after={
                    "file": digest.hex(),
                    "rows": len(added),
                    "skipped": batch.skipped_count,
                },
            )
    except IntegrityError as error:
        raise ConflictError("proposals.import_raced") from error
    return batch


def _repeat(batch: ProposalImport, *, acting: Actor, now: datetime) -> Imported:
    with act(acting=acting, now=now) as record:
        record("proposals.import_again", "proposal_import", batch.id)
    return Imported(batch=batch, is_repeat=True)
