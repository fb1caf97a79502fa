"""更正收到、发出、发布日期: the day of a step is put right, and the limits that ran from it."""

from typing import Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.cases.models import CaseStep
from xiezhi.cases.rules.clocks import RULING, SENT_BY
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.step_days import day_of, get_dated_step, is_ruling_of
from xiezhi.cases.services.correcting import MAX_REASON, RightDay, correct_step
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases.claim_fields import JUDGMENT, court_paper_field
from xiezhi.web.desk.act_forms import DayInput, words_field
from xiezhi.web.requests import require_kind


class CorrectStepForm(CaseForm):
    """What was entered wrongly of a step. ``instance``: the step."""

    on = forms.DateField(label=_("正确的收到日期"), widget=DayInput())
    reason = words_field(_("更正理由"), rows=2, limit=MAX_REASON)

    @override
    def prepare(self) -> None:
        """Start from what stands; of a judgment of first instance ask also which of the two it is."""
        step: CaseStep = self.instance
        if step.event in SENT_BY:
            self.fields["on"].label = _("正确的发出日期")
        if step.event == CaseEvent.ANNOUNCE:
            self.fields["on"].label = _("正确的发布日期")
        self.start(on=day_of(step))
        is_ruling = is_ruling_of(step)
        if is_ruling is not None:
            asked = self.fields | {"court_paper": court_paper_field()}
            self.fields = {name: asked[name] for name in ("on", "court_paper", "reason")}
            self.start(court_paper=RULING if is_ruling else JUDGMENT)


def _correct(doing: CaseDoing) -> None:
    court_paper = doing.data.get("court_paper")
    right = RightDay(
        on=doing.data["on"], is_ruling=None if court_paper is None else court_paper == RULING
    )
    correct_step(
        case_id=doing.case.id,
        step_id=doing.form.instance.id,
        right=right,
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )


_CORRECT: Final = CaseAct(
    title=_("更正日期"),
    submit=_("更正"),
    done=_("日期已更正，期限已重新起算。"),
    form=CorrectStepForm,
    perform=_correct,
    rights=frozenset({Action.RECORD_DECISION}),
    basis="本院规定",
    text=_("原来的日期和更正理由留在经过里；从错误日期起算的期限从正确的日期重新起算。"),
    fields_of={
        "cases.received_in_future": "on",
        "cases.received_before_made": "on",
        "cases.nothing_corrected": "on",
    },
)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, case_id: UUID, step_id: UUID) -> HttpResponse:
    """Put right the day a step's limits run from."""
    case = access_case(require_kind(request, ActorKind.STAFF), case_id)
    step = get_dated_step(case, step_id)
    return case_act_page(request, case_id, _CORRECT, instance=step)
