"""文书: each registered paper with number, who decided, whom it was served on, receipt and file."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.models import CasePaper, PaperDelivery
from xiezhi.cases.rules.kinds import DECIDER_LABELS, Decider
from xiezhi.cases.rules.papers import ANSWERED, SERVED, SET_ASIDE
from xiezhi.cases.selectors.case_page import CasePage, PaperSent
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.letters.rules.procedure import LetterState, lets_go
from xiezhi.partners.selectors.addressees import consents_to_electronic_service
from xiezhi.web.cases.story import way_words

Shown = dict[str, Any]


def papers_shown(acting: Actor, page: CasePage) -> list[Shown]:
    """Return the papers, newest first."""
    carried = {step.paper_id for step in page.steps}
    return [_paper(acting, page, one, is_carrying=one.paper.id in carried) for one in page.papers]


def _paper(acting: Actor, page: CasePage, shown: PaperSent, *, is_carrying: bool) -> Shown:
    case_id, paper = page.case.id, shown.paper
    sends = may(acting, Action.RECORD_PAPER_REPLY)
    sent = [_delivery(one) | {"portal": portal_of(one, paper, sends=sends)} for one in shown.sent]
    is_waiting = any(not one["served_on"] for one in sent) or (paper.kind in SERVED and not sent)
    is_void = paper.voided_at is not None
    is_set_aside = _is_set_aside(paper, page)
    serves = (
        not is_void
        and not is_set_aside
        and (bool(sent) or paper.kind in SERVED)
        and may(acting, Action.RECORD_PAPER_REPLY)
    )
    is_by_record = any(one.served_on and one.letter_id is None for one in shown.sent)
    voids = not is_void and not is_carrying and may(acting, Action.RECORD_DECISION)
    return {
        "paper": paper,
        "decided_by": _decided_by(paper),
        "file_url": file_url(paper.file_id),
        "sent": sent,
        "is_waiting": is_waiting and not is_void and not is_set_aside,
        "is_set_aside": is_set_aside,
        "deliver_url": _url("cases:deliver", case_id, paper.id) if serves else "",
        "correct_url": _url("cases:service", case_id, paper.id) if serves and is_by_record else "",
        "void_url": _url("cases:void", case_id, paper.id) if voids else "",
    }


def _is_set_aside(paper: CasePaper, page: CasePage) -> bool:
    """Whether a suggestion was changed or withdrawn by a paper registered after it."""
    later = (one.paper for one in page.papers if one.paper.entered_at > paper.entered_at)
    return paper.kind in ANSWERED and any(
        one.kind in SET_ASIDE and one.voided_at is None for one in later
    )


def _decided_by(paper: CasePaper) -> str:
    if paper.decided_by_label:
        return str(paper.decided_by_label)
    return _(DECIDER_LABELS[Decider(paper.decider)]) if paper.decider else ""


def portal_of(one: PaperDelivery, paper: CasePaper, *, sends: bool) -> dict[str, str]:
    """Return whether a paper is in its unit's portal, why not, and where one button sends it."""
    letter = one.letter
    if letter is not None and letter.sent_at is not None:
        day = legal_day(letter.sent_at)
        return {"words": _("已发协作门户 %(day)s") % {"day": day.isoformat()}, "url": ""}
    why = _why_not(one)
    is_ready = letter is not None and lets_go(LetterState(letter.state))
    url = ""
    if letter is not None and is_ready and sends and paper.voided_at is None:
        url = reverse("cases:portal", args=[paper.case_id, letter.id])
    return {"words": _("未发协作门户：%(why)s") % {"why": why}, "url": url}


def _why_not(one: PaperDelivery) -> str:
    unit = None if one.party is None else one.party.unit
    if unit is None:
        return _("不是协作单位")
    if one.letter is None:
        return _("没有扫描件")
    if one.letter.state == LetterState.WITHDRAWN:
        return _("已撤回")
    if one.served_on is None:
        return _("还没有登记送达")
    if not consents_to_electronic_service(unit, one.served_on):
        return _("单位没有同意电子送达，已按其他方式送达")
    return _("已按其他方式送达")


def _delivery(one: PaperDelivery) -> dict[str, str | date | None]:
    return {
        "addressee": one.addressee,
        "served_on": one.served_on,
        "way": way_words(one),
        "signed_for_by": one.signed_for_by,
        "note": one.note,
        "receipt_url": file_url(one.receipt_id),
        "letter_url": reverse("desk:letter", args=[one.letter_id]) if one.letter_id else "",
    }


def file_url(file_id: UUID | None) -> str:
    """Return the address of a file's original; "" where there is none."""
    return reverse("desk:file", args=[file_id, "original"]) if file_id else ""


def _url(name: str, case_id: UUID, paper_id: UUID) -> str:
    return reverse(name, args=[case_id, paper_id])
