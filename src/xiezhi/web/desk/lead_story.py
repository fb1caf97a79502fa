"""A lead's way so far: stage line, history newest first, pictures before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.leads.models import Lead, LeadStep
from xiezhi.leads.rules.procedure import EVENT_LABELS, LeadEvent, LeadState
from xiezhi.leads.selectors.lead_page import LeadPage
from xiezhi.web.templatetags.desk import full, moment, words

_BEGINNING: Final = ("登记", "评估", "决定")
_TO_ORGAN: Final = (*_BEGINNING, "移送", "核实", "办结")
_TO_OTHERS: Final = (*_BEGINNING, "移送")
_WAYS: Final = {
    LeadState.MERGED: ("登记", "合并"),
    LeadState.PROPOSED_FILING: (*_BEGINNING, "立案"),
    LeadState.NOT_FILED: _BEGINNING,
    LeadState.SHELVED: _BEGINNING,
    LeadState.TRANSFER_OFFERED: (*_BEGINNING, "移送", "接收"),
    LeadState.TRANSFERRED: (*_BEGINNING, "移送", "接收"),
    LeadState.TRANSFERRED_DEPARTMENT: _TO_OTHERS,
    LeadState.TRANSFERRED_SUPERVISION: _TO_OTHERS,
    LeadState.REPORTED_UPWARD: _TO_OTHERS,
}
_PLACE: Final = {
    LeadState.REGISTERED: 1,
    LeadState.PRELIMINARY: 1,
    LeadState.MORE_MATERIAL: 1,
    LeadState.AWAITING_DECISION: 2,
    LeadState.TRANSFER_OFFERED: 3,
    LeadState.REFERRED: 3,
    LeadState.REPLIED: 4,
}
_GOOD: Final = frozenset({LeadEvent.VERIFY_MENDED, LeadEvent.DECIDE_FILING})
_BAD: Final = frozenset({LeadEvent.VERIFY_NOT_MENDED, LeadEvent.RETURN_ASSESSMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """One thing that happened."""

    at: datetime
    title: str
    note: str
    words: str = ""
    tone: str = ""
    is_now: bool = False
    slip_url: str = ""

    @property
    def time(self) -> str:
        """The short time."""
        return moment(self.at)

    @property
    def full(self) -> str:
        """The full time, for the tooltip."""
        return full(self.at)


def stages_of(lead: Lead) -> list[dict[str, str]]:
    """Return the stage line of the way the lead took; the present one carries the state's word."""
    state = LeadState(lead.state)
    way = _WAYS.get(state, _TO_ORGAN)
    now = _PLACE.get(state, len(way) - 1)
    stages = []
    for place, label in enumerate(way):
        is_now = place == now
        kind = "done" if place < now or not lead.is_open else "now" if is_now else "todo"
        name = words(state, "state") if is_now else _(label)
        stages.append({"label": name, "state": "now" if is_now else kind})
    return stages


def story_of(page: LeadPage) -> list[StoryLine]:
    """Return what happened, newest first."""
    return sorted(_lines(page), key=lambda line: line.at, reverse=True)


def _lines(page: LeadPage) -> Iterator[StoryLine]:
    newest = page.steps[-1] if page.steps else None
    for step in page.steps:
        yield _step_line(step, is_now=step is newest)
    for one in page.reports:
        who = one.member_label or one.report.code
        yield StoryLine(at=one.report.received_at, title=_("收到反映"), note=who)
    for shown in page.letters:
        letter = shown.letter
        if letter.sent_at:
            yield StoryLine(at=letter.sent_at, title=_("函件发出"), note=letter.unit.short_name)
    for task in page.tasks:
        member = task.task.supporter.label
        yield StoryLine(at=task.task.asked_at, title=_("派出协助核实"), note=member)
        if task.task.done_at:
            found = words(task.task.result, "result")
            yield StoryLine(
                at=task.task.done_at, title=_("网格员核实回报"), note=f"{member} · {found}"
            )


def _step_line(step: LeadStep, *, is_now: bool) -> StoryLine:
    event = LeadEvent(step.event) if step.event else None
    title = _(EVENT_LABELS[event]) if event else _("线索登记")
    who = step.decided_by_label or step.recorded_by_label
    if step.way == "entered":
        who = _("%(decider)s（%(typist)s代录）") % {
            "decider": step.decided_by_label,
            "typist": step.recorded_by_label,
        }
    tone = "green" if event in _GOOD else "amber" if event in _BAD else ""
    slip = reverse("desk:file", args=[step.slip_id, "original"]) if step.slip_id else ""
    return StoryLine(
        at=step.at,
        title=f"{title} · {step.target_words}" if step.target_words else title,
        note=who,
        words=step.reason,
        tone=tone,
        is_now=is_now,
        slip_url=slip,
    )


def pairs_of(page: LeadPage) -> list[dict[str, object]]:
    """Return pictures before and after: the guide beside what the grid member took."""
    pairs: list[dict[str, object]] = []
    for shown in page.tasks:
        task = shown.task
        if task.withdrawn_at:
            continue
        before = task.guide_id or page.lead.cover_id
        photos = [file.file_id for file in shown.files if file.kind == MediaKind.PHOTO]
        pairs.append(
            {
                "task": task,
                "before": _photo(before, _("原照片")) if before else None,
                "after": _photo(photos[0], _("核实照片")) if photos else None,
                "more": photos[1:],
                "voices": [file for file in shown.files if file.kind == MediaKind.VOICE],
                "films": [file for file in shown.files if file.kind == MediaKind.VIDEO],
            }
        )
    return pairs


def _photo(file_id: object, words_: str) -> dict[str, str]:
    return {
        "thumb_url": reverse("desk:file", args=[file_id, "shared"]),
        "full_url": reverse("desk:file", args=[file_id, "shared"]),
        "alt": words_,
        "caption": words_,
    }
