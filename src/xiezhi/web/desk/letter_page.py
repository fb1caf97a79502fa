"""One letter on one page: stages, people, the two dates, papers, replies, calls, next acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.clocks.selectors.of_matters import find_running
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import Letter, LetterStep
from xiezhi.letters.rules.kinds import WRITTEN_HERE
from xiezhi.letters.rules.procedure import EVENT_LABELS, OUT, LetterEvent, LetterState
from xiezhi.letters.rules.replies import ReplyWay
from xiezhi.letters.selectors.letter_page import LetterPage, get_letter_page
from xiezhi.letters.selectors.objections import period_of
from xiezhi.notifications.selectors.deliveries import deliveries_about_any
from xiezhi.web.desk.clocks import Clock
from xiezhi.web.desk.letter_acts import letter_acts
from xiezhi.web.desk.letter_clock import rectification_clock, reply_clock
from xiezhi.web.desk.letter_papers import labels_of
from xiezhi.web.requests import require_kind
from xiezhi.web.templatetags.desk import day, full, moment

STAGE_LABELS: Final = {
    "write": "拟稿",
    "check": "核稿",
    "issue": "签发",
    "seal": "用印",
    "serve": "送达",
    "reply": "回复",
}
_REPORT_BASES: Final[Mapping[CaseRule, str]] = {
    CaseRule.SUGGESTION_BACKUP: "办案规则第75条",
    CaseRule.GOVERNANCE_BACKUP: "检察建议规定第21条",
}
_GOOD: Final = frozenset({LetterEvent.REPLY, LetterEvent.PASS_CHECK})
_BAD: Final = frozenset({LetterEvent.RETURN_DRAFT, LetterEvent.WITHDRAW})
_PLACES: Final = {
    LetterState.DRAFT: 0,
    LetterState.CHECKING: 1,
    LetterState.CHECKED: 2,
    LetterState.ISSUED: 3,
    LetterState.SEALED: 4,
    LetterState.SENT: 4,
    LetterState.SERVED: 5,
    LetterState.REPLIED: 6,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One step of a letter: who decided, on which day, who typed."""

    at: datetime
    title: str
    note: str
    words: str
    tone: str
    is_now: bool

    @property
    def time(self) -> str:
        """The short time."""
        return moment(self.at)

    @property
    def full(self) -> str:
        """The full time, for the tooltip."""
        return full(self.at)


@require_GET
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show everything about a letter."""
    acting = require_kind(request, ActorKind.STAFF)
    page = get_letter_page(acting, letter_id)
    found = page.letter
    today = clock.legal_day(clock.now())
    context = {
        "page": page,
        "letter": found,
        "stages": stages_of(found),
        "story": story_of(page),
        "is_objection_provisional": period_of(found).is_provisional,
        "clocks": _clocks(page, today),
        "acts": letter_acts(
            acting,
            found,
            is_overdue=_is_overdue(found, today),
            report_basis=_report_basis(found),
            has_paper_reply=any(one.way == ReplyWay.ENTERED for one in page.replies),
        ),
        "papers": papers_of(page),
        "downloads": [{"name": name, "label": label} for name, label in labels_of(found).items()],
        "is_made_elsewhere": found.kind not in WRITTEN_HERE,
        "deliveries": deliveries_about_any([("letter", found.id)]),
    }
    return render(request, "desk/letter.html", context)


def _clocks(page: LetterPage, today: date) -> list[Clock]:
    """The two dates of a letter, each while there is one."""
    reply = reply_clock(page.letter, today, replied_on=_replied_on(page))
    return [one for one in (reply, rectification_clock(page.letter, today)) if one is not None]


def _is_overdue(letter: Letter, today: date) -> bool:
    due_on = letter.reply_due_on
    return letter.state in OUT and due_on is not None and due_on < today


def _report_basis(letter: Letter) -> str:
    """Return the article of the report upwards that the case of a suggestion still owes, or ""."""
    if letter.matter_kind != MatterKind.CASE or not letter.asks_reply:
        return ""
    owed = find_running(letter.matter_id, _REPORT_BASES.keys())
    return "" if owed is None else _REPORT_BASES[CaseRule(owed.rule_key)]


def stages_of(letter: Letter) -> list[dict[str, str]]:
    """Return the stage line; the check stands in it only where the letter was checked."""
    place = _PLACES.get(LetterState(letter.state), -1)
    was_checked = letter.checked_on is not None or letter.state == LetterState.CHECKING
    if letter.kind not in WRITTEN_HERE:
        return _carried_stages(letter, place)
    stages = []
    for number, label in enumerate(STAGE_LABELS.values()):
        if (number == 1 and not was_checked) or (number == 5 and not letter.asks_reply):  # noqa: PLR2004
            continue
        state = "done" if number < place else "now" if number == place else "todo"
        stages.append({"label": _(label), "state": state})
    if letter.state == LetterState.WITHDRAWN:
        stages.append({"label": _("已撤回"), "state": "now"})
    return stages


def _carried_stages(letter: Letter, place: int) -> list[dict[str, str]]:
    """Return the stage line of a judicial paper: it comes here decided, numbered and sealed."""
    stages = [{"label": _("制作"), "state": "done"}, {"label": _("登记"), "state": "done"}]
    waits = [(_PLACES[LetterState.SENT], _("送达"))]
    if letter.asks_reply:
        waits.append((_PLACES[LetterState.SERVED], _("回复")))
    for number, label in waits:
        state = "done" if number < place else "now" if number == place else "todo"
        stages.append({"label": label, "state": state})
    if letter.state == LetterState.WITHDRAWN:
        stages.append({"label": _("已撤回"), "state": "now"})
    return stages


def story_of(page: LetterPage) -> list[StoryLine]:
    """Return the steps, newest first, then the writing."""
    newest = page.steps[-1] if page.steps else None
    found = page.letter
    labels = _step_labels(found)
    lines = [_line(step, labels, is_now=step is newest) for step in reversed(page.steps)]
    if found.received_at is not None:
        who = found.received_by_label
        lines.append(_plain(found.received_at, _("对方在门户签收"), who))
    if found.kind in WRITTEN_HERE:
        writer = found.written_by.label if found.written_by_id else ""
        lines.append(_plain(found.written_at, _("拟稿"), writer))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _plain(at: datetime, title: str, note: str) -> StoryLine:
    return StoryLine(at=at, title=title, note=note, words="", tone="", is_now=False)


def _step_labels(letter: Letter) -> Mapping[LetterEvent, str]:
    """Return the words for a letter's steps: a judicial paper is registered, not issued here."""
    if letter.kind in WRITTEN_HERE:
        return EVENT_LABELS
    return EVENT_LABELS | {
        LetterEvent.REGISTER: gettext_noop("登记文书"),
        LetterEvent.WITHDRAW: gettext_noop("撤回送达"),
    }


def _line(step: LetterStep, labels: Mapping[LetterEvent, str], *, is_now: bool) -> StoryLine:
    event = LetterEvent(step.event)
    who = step.recorded_by_label
    if step.decided_by_label and step.decided_by_label != step.recorded_by_label:
        who = _("%(decider)s（%(typist)s录入）") % {
            "decider": step.decided_by_label,
            "typist": step.recorded_by_label,
        }
    is_same_day = step.decided_on == clock.legal_day(step.at)
    on = f" · {day(step.decided_on)}" if step.decided_on and not is_same_day else ""
    return StoryLine(
        at=step.at,
        title=_(labels[event]),
        note=f"{who}{on}",
        words=step.words,
        tone="green" if event in _GOOD else "amber" if event in _BAD else "",
        is_now=is_now,
    )


def papers_of(page: LetterPage) -> list[dict[str, str]]:
    """Return the scans on file, in the order they came to be."""
    letter = page.letter
    sealed = _("盖章函件") if letter.kind in WRITTEN_HERE else _("盖章文书")
    found = (
        (_("发文稿纸、审批单"), letter.issue_slip_id),
        (_("用印审批单"), letter.seal_slip_id),
        (sealed, letter.sealed_letter_id),
        (_("送达回证"), letter.service_receipt_id),
        *_former_receipts(page),
        (_("书面异议"), letter.objection_paper_id),
    )
    return [
        {"label": label, "url": reverse("desk:file", args=[file_id, "original"])}
        for label, file_id in found
        if file_id is not None
    ]


def _former_receipts(page: LetterPage) -> list[tuple[str, UUID]]:
    """Return the receipts a later one replaced, each with the day until which it stood."""
    return [
        (_("更正前的送达回证（%(day)s）") % {"day": day(one.at)}, one.receipt_id)
        for one in page.former_services
        if one.receipt_id is not None and one.receipt_id != page.letter.service_receipt_id
    ]


def _replied_on(page: LetterPage) -> date | None:
    return page.replies[-1].received_on if page.replies else None
