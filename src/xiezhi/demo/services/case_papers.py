"""Papers of the demo's cases: numbers that say 演示, one-page scans, days of service."""

from collections import Counter
from datetime import date, timedelta
from typing import Final

from xiezhi.cases.models import Case, CaseParty
from xiezhi.cases.rules.papers import PAPER_LABELS, SUGGESTIONS, PaperKind
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.demo.papers import paper
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.partners.selectors.addressees import consents_to_electronic_service

CODES: Final = {
    PaperKind.FILING_DECISION: "公立",
    PaperKind.PIL_SUGGESTION: "行公建",
    PaperKind.GOVERNANCE_SUGGESTION: "检建",
    PaperKind.SUSPENSION_DECISION: "行公中",
    PaperKind.TERMINATION_DECISION: "行公终",
    PaperKind.ANNOUNCEMENT: "民公告",
    PaperKind.COMPLAINT: "行公诉",
}


class Numbers:
    """Counts the numbers the demo's national system would have given."""

    def __init__(self) -> None:
        self._last: Counter[tuple[str, int]] = Counter()

    def of(self, kind: PaperKind, day: date) -> str:
        """Return the next number of a kind in the year, "" for papers without one."""
        code = CODES.get(kind)
        if code is None:
            return ""
        self._last[code, day.year] += 1
        return f"演示检{code}〔{day.year}〕{self._last[code, day.year]}号"


def scan(kind: PaperKind, words: str, day: date) -> IncomingFile:
    """Return the scan of a sealed paper."""
    title = PAPER_LABELS[kind]
    page = paper(title, [words], signed=f"（盖章）　{day:%Y年%m月%d日}")
    return IncomingFile(name=f"{title}.pdf", data=page)


def delivery(case: Case, kind: PaperKind, day: date, served: int) -> list[DeliveryInput]:
    """Return to whom a paper goes, served so many days after it was decided (-1: not yet)."""
    party: CaseParty | None = CaseParty.objects.filter(case_id=case.id).first()
    if party is None:
        return []
    if served < 0:
        return [DeliveryInput(party_id=party.id)]
    on = day + timedelta(days=served)
    unit = party.unit
    if kind in SUGGESTIONS and unit is not None and consents_to_electronic_service(unit, on):
        service = Service(way=ServiceWay.ELECTRONIC, served_on=on, signed_for_by="办公室主任")
        return [DeliveryInput(party_id=party.id, service=service)]
    receipt = paper(
        "送达回证",
        [f"文书：{PAPER_LABELS[kind]}", "受送达单位已收到上述文书。"],
        signed=f"收件人（签名）　{on:%Y年%m月%d日}",
    )
    service = Service(way=ServiceWay.DIRECT, served_on=on, signed_for_by="办公室主任")
    return [
        DeliveryInput(
            party_id=party.id,
            service=service,
            receipt=IncomingFile(name="送达回证.pdf", data=receipt),
        )
    ]
