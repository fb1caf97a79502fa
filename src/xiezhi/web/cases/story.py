"""A case's way so far: stage line, and history newest first with who decided and who typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.cases.models import Case, CaseStep, PaperDelivery, StepCorrection
from xiezhi.cases.rules.clocks import SENT_BY, dated_rules
from xiezhi.cases.rules.kinds import DECIDER_LABELS, CaseKind, Decider
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.selectors.case_page import CasePage
from xiezhi.kernel import clock
from xiezhi.letters.rules.service import SERVICE_LABELS, ServiceWay
from xiezhi.web.cases.naming import event_label, said, state_label
from xiezhi.web.templatetags.desk import day, full, moment

_S = CaseState
_ADMINISTRATIVE: Final = (
    ("立案", frozenset({_S.PROPOSED, _S.FILED})),
    ("调查", frozenset({_S.INVESTIGATING, _S.INVESTIGATED})),
    ("检察建议", frozenset({_S.SUGGESTION_DECIDED})),
    ("跟进调查", frozenset({_S.FOLLOW_UP, _S.SUSPENDED})),
    ("审查起诉", frozenset({_S.UNDER_REVIEW, _S.REVIEWED})),
    ("终结或起诉", frozenset({_S.SUED, _S.JUDGED, _S.APPEALED})),
)
_CIVIL: Final = (
    ("立案", frozenset({_S.PROPOSED, _S.FILED})),
    ("调查", frozenset({_S.INVESTIGATING, _S.INVESTIGATED})),
    ("公告", frozenset({_S.ANNOUNCED})),
    ("审查起诉", frozenset({_S.UNDER_REVIEW, _S.REVIEWED})),
    ("终结或起诉", frozenset({_S.SUED, _S.JUDGED, _S.APPEALED})),
)
_WAYS: Final = {
    CaseKind.ADMINISTRATIVE: _ADMINISTRATIVE,
    CaseKind.CIVIL: _CIVIL,
    CaseKind.INCIDENTAL: _CIVIL,
    CaseKind.SUPPORT: (
        ("立案", frozenset({_S.PROPOSED, _S.FILED})),
        ("调查", frozenset({_S.INVESTIGATING})),
        ("支持起诉", frozenset({_S.SUPPORTING})),
        ("办结", frozenset({_S.CLOSED})),
    ),
    CaseKind.GOVERNANCE: (
        ("调查核实", frozenset({_S.PROPOSED, _S.INVESTIGATING, _S.INVESTIGATED})),
        ("法律政策审核", frozenset({_S.POLICY_REVIEW, _S.POLICY_PASSED})),
        ("检察建议", frozenset({_S.SUGGESTION_DECIDED, _S.OBJECTED})),
        ("督促落实", frozenset({_S.FOLLOW_UP, _S.ESCALATED})),
        ("办结", frozenset({_S.CLOSED})),
    ),
}
_GOOD: Final = frozenset({CaseEvent.FILE, CaseEvent.SERVE_SUGGESTION, CaseEvent.TERMINATE})
_BAD: Final = frozenset({CaseEvent.SUSPEND, CaseEvent.OBJECT, CaseEvent.WITHDRAW_SUIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One thing that happened; ``basis`` is the article of the step, ``correct_url`` where its day is mended."""

    at: datetime
    title: str
    note: str
    basis: str = ""
    words: str = ""
    paper: str = ""
    paper_number: str = ""
    paper_url: str = ""
    correct_url: str = ""
    tone: str = ""
    is_now: bool = False
    is_whole_day: bool = False

    @property
    def time(self) -> str:
        """The short time; a day where no time was told."""
        return day(self.at) if self.is_whole_day else moment(self.at)

    @property
    def full(self) -> str:
        """The full time, for the tooltip."""
        return full(clock.legal_day(self.at)) if self.is_whole_day else full(self.at)


def stages_of(case: Case) -> list[dict[str, str]]:
    """Return the stage line of the case's procedure; the present stage carries the state's word."""
    state, way = CaseState(case.state), _WAYS[CaseKind(case.kind)]
    place = next((number for number, (_label, states) in enumerate(way) if state in states), None)
    if place is None:
        place = len(way) - 1 if not case.is_open else 0
    stages = []
    for number, (label, _states) in enumerate(way):
        is_now = number == place
        kind = "done" if number < place else "now" if is_now else "todo"
        stages.append(
            {"label": state_label(case, state) if is_now else said(case, _(label)), "state": kind}
        )
    return stages


def story_of(page: CasePage, *, corrects: bool = False) -> list[StoryLine]:
    """Return what happened, newest first: steps, corrections of their days, the service of papers.

    ``corrects``: the reader may put days right, and is led there.
    """
    newest = page.steps[-1] if page.steps else None
    stands = {one.step_id: one for one in page.corrections}
    lines = [
        _step_line(page.case, step, stands.get(step.id), is_now=step is newest, corrects=corrects)
        for step in page.steps
    ]
    events = {step.id: step.event for step in page.steps}
    lines += [_correction_line(one, events[one.step_id]) for one in page.corrections]
    lines += _deliveries(page)
    placed = sorted(enumerate(lines), key=lambda one: (one[1].at, one[0]), reverse=True)
    return [line for _place, line in placed]


def _step_line(
    case: Case,
    step: CaseStep,
    correction: StepCorrection | None,
    *,
    is_now: bool,
    corrects: bool,
) -> StoryLine:
    event = CaseEvent(step.event) if step.event else None
    paper = step.paper
    is_dated = event is not None and bool(
        dated_rules(CaseKind(case.kind), CaseState(step.source_state), event)
    )
    return StoryLine(
        at=step.at,
        title=event_label(case, event) if event else _opened_words(case),
        note=_who(step) + (_counted(step, correction) if is_dated else ""),
        correct_url=reverse("cases:correct_step", args=[case.id, step.id])
        if is_dated and corrects
        else "",
        basis=step.basis,
        words=step.words,
        paper=paper.title if paper else "",
        paper_number=paper.number if paper else "",
        paper_url=reverse("desk:file", args=[paper.file_id, "original"])
        if paper and paper.file_id
        else "",
        tone="green" if event in _GOOD else "amber" if event in _BAD else "",
        is_now=is_now,
    )


def _counted(step: CaseStep, correction: StepCorrection | None) -> str:
    """Return the day of receipt or sending as it was entered, and as it was put right."""
    if step.counted_from is None:
        return ""
    told = _("发出 %(day)s") if step.event in SENT_BY else _("收到 %(day)s")
    if step.event == CaseEvent.ANNOUNCE:
        told = _("发布 %(day)s")
    words = told % {"day": day(step.counted_from)}
    if correction is not None and correction.on != step.counted_from:
        words += _("（已更正为 %(day)s）") % {"day": day(correction.on)}
    return f" · {words}"


def _correction_line(one: StepCorrection, event: str) -> StoryLine:
    title = _("更正发出日期") if event in SENT_BY else _("更正收到日期")
    if event == CaseEvent.ANNOUNCE:
        title = _("更正发布日期")
    was = full(one.was_on) if one.was_on is not None else _("未填写")
    moved = [f"{was} → {full(one.on)}"] if one.was_on != one.on else []
    if one.was_ruling != one.is_ruling:
        moved.append(_("裁判种类改为裁定") if one.is_ruling else _("裁判种类改为判决"))
    return StoryLine(
        at=one.at,
        title=title,
        note=f"{'，'.join(moved)} · {one.corrected_by_label}",
        basis=_("本院规定"),
        words="\n".join(part for part in (one.reason, one.words) if part),
        tone="amber",
    )


def _opened_words(case: Case) -> str:
    """Return the first line of the history; a social-governance suggestion is never filed 立案."""
    return _("案件登记") if case.kind == CaseKind.GOVERNANCE else _("立案登记")


def _who(step: CaseStep) -> str:
    """Return who decided on which day, and who typed it."""
    decider = step.decided_by_label
    if not decider and step.decider:
        decider = _(DECIDER_LABELS[Decider(step.decider)])
    is_same_day = step.decided_on == clock.legal_day(step.at)
    on = f" {day(step.decided_on)}" if step.decided_on and not is_same_day else ""
    if not decider or decider == step.recorded_by_label:
        return f"{step.recorded_by_label}{on}"
    return _("%(decider)s决定%(on)s（%(typist)s录入）") % {
        "decider": decider,
        "on": on,
        "typist": step.recorded_by_label,
    }


def _deliveries(page: CasePage) -> Iterator[StoryLine]:
    told = {step.paper_id for step in page.steps if step.event == CaseEvent.SERVE_SUGGESTION}
    for shown in page.papers:
        paper = shown.paper
        for one in shown.sent:
            if one.served_on is None or paper.voided_at or paper.id in told:
                continue
            yield StoryLine(
                at=datetime.combine(one.served_on, time.max, clock.CHINA),
                title=_("%(paper)s送达") % {"paper": paper.title},
                note=f"{one.addressee} · {way_words(one)}",
                is_whole_day=True,
            )


def way_words(one: PaperDelivery) -> str:
    """Return the way of a service in words."""
    return _(SERVICE_LABELS[ServiceWay(one.way)]) if one.way else ""
