"""保管链 of a case's files: what acts on the evidence list and its copies write into it."""

from collections.abc import Sequence
from datetime import datetime

from xiezhi.cases.models import Case, EvidenceItem
from xiezhi.cases.rules.standing import FIXING_BASIS, fixing_words
from xiezhi.cases.selectors.custody import evidence_file_ids, is_any_report_picture
from xiezhi.evidence.rules.custody import CustodyEvent, CustodyPurpose
from xiezhi.evidence.services.custody import MAX_WORDS, Handling, record_custody
from xiezhi.evidence.services.storing import CheckedFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError


def refuse_unfixed(case: Case, files: Sequence[CheckedFile]) -> None:
    """Refuse a picture of the leads handed in as if it were collected.

    Raises:
        RuleRefusedError: ``cases.not_fixed_yet``.
    """
    if is_any_report_picture(case, [file.sha256 for file in files]):
        raise RuleRefusedError("cases.not_fixed_yet", basis=FIXING_BASIS)


def require_place(item: EvidenceItem) -> None:
    """Refuse fixing without the place, whatever the kind of evidence.

    Raises:
        InvalidInputError: ``cases.no_place``.
    """
    if not item.place:
        raise InvalidInputError("cases.no_place", basis=FIXING_BASIS)


def note_fixing(item: EvidenceItem, *, acting: Actor, now: datetime) -> None:
    """Write 核实 and 固定为证据 into the chain of the picture."""
    verified, fixed = fixing_words(
        people="、".join(item.collectors),
        way=item.source,
        place=item.place,
        day=item.collected_on.isoformat(),
    )
    for event, words in ((CustodyEvent.VERIFIED, verified), (CustodyEvent.FIXED, fixed)):
        record_custody(
            file_ids=[] if item.file_id is None else [item.file_id],
            handling=Handling(event=event, purpose=CustodyPurpose.VERIFY, words=words[:MAX_WORDS]),
            acting=acting,
            now=now,
        )


def note_volume(case: Case, *, copy_code: str, acting: Actor, now: datetime) -> None:
    """Write into the chain of each piece of evidence that it went into a volume handed out."""
    record_custody(
        file_ids=evidence_file_ids(case),
        handling=Handling(
            event=CustodyEvent.EXPORTED,
            purpose=CustodyPurpose.ARCHIVE,
            words=f"入卷：{case.year}-{case.number}",
            copy_code=copy_code,
        ),
        acting=acting,
        now=now,
    )
