"""A step no numbered paper carries: decided in person, entered from the signed slip, or following from days."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.rules.deciders import deciders_of, is_for_chief
from xiezhi.cases.rules.kinds import DECIDER_LABELS, CaseKind, Decider
from xiezhi.cases.rules.procedure import rows_from
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.rules.table import CaseRow
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services.steps import EnteredDecision, take_step
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.rules.outcomes import DecisionWay
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases.claim_fields import claim_fields, claims_of
from xiezhi.web.cases.naming import event_label
from xiezhi.web.cases.register import decider_choices, usual_decider
from xiezhi.web.desk.act_forms import SLIP_HELP, DayInput, words_field
from xiezhi.web.requests import require_kind

_ENTERED: Final = ("decider", "decided_by_label", "decided_on", "slip")


class StepForm(CaseForm):
    """A step of the case. ``instance``: its row of the procedure."""

    conditional: tuple[str, ...] = (*_ENTERED, "ground")

    way = forms.ChoiceField(label=_("方式"), widget=forms.RadioSelect)
    decider = forms.ChoiceField(label=_("决定人"), required=False)
    decided_by_label = forms.CharField(label=_("决定人（职务编号）"), max_length=60, required=False)
    decided_on = forms.DateField(label=_("决定日期"), required=False, widget=DayInput())
    slip = forms.FileField(label=_("审批单扫描件"), required=False, help_text=SLIP_HELP)
    words = words_field(_("说明、理由"), rows=3, required=False)

    @override
    def prepare(self) -> None:
        """Ask who decided only where somebody decides, and only the ways the person may take."""
        row: CaseRow = self.instance
        self.fields = claim_fields(self.case, row.event) | self.fields
        deciders = deciders_of(row, self.case.law_day)
        if not deciders:
            for name in ("way", *_ENTERED):
                del self.fields[name]
            return
        self.offer("way", self._ways(row))
        self.offer("decider", decider_choices(self.case, row))
        decider = usual_decider(self.case, row)
        label = (
            self.acting.label if decider is Decider.PROSECUTOR else _now(DECIDER_LABELS[decider])
        )
        self.start(decider=decider.value, decided_on=self.today, decided_by_label=label)

    def _ways(self, row: CaseRow) -> Iterable[tuple[str, object]]:
        by_chief = is_for_chief(row, self.case.law_day)
        in_person = Action.DECIDE_CASE if by_chief else Action.RECORD_DECISION
        ways: list[tuple[str, object]] = []
        if may(self.acting, in_person):
            ways.append((DecisionWay.ONLINE.value, _now("本人线上")))
        if may(self.acting, Action.RECORD_DECISION):
            ways.append((DecisionWay.ENTERED.value, _now("代录（附审批单）")))
        self.start(way=ways[0][0] if ways else "")
        return ways

    def entered(self) -> EnteredDecision | None:
        """Return the decision as entered, without its slip; None for one taken in person."""
        data = self.cleaned_data
        if data.get("way") != DecisionWay.ENTERED:
            return None
        return EnteredDecision(
            decider=Decider(data["decider"]),
            decided_by_label=data["decided_by_label"],
            decided_on=data["decided_on"] or self.today,
        )


def _step(doing: CaseDoing) -> None:
    form: Any = doing.form
    row: CaseRow = form.instance
    entered: EnteredDecision | None = form.entered()
    if entered is not None:
        entered = replace(entered, slip=doing.paper("slip"))
    take_step(
        case_id=doing.case.id,
        event=row.event,
        words=doing.data["words"],
        entered=entered,
        claims=claims_of(doing.data),
        acting=doing.acting,
        now=doing.now,
    )


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, case_id: UUID, event: str) -> HttpResponse:
    """Take a step without a numbered paper."""
    case = access_case(require_kind(request, ActorKind.STAFF), case_id)
    rows = rows_from(CaseKind(case.kind), CaseState(case.state))
    row = next((one for one in rows if one.event == event and one.paper is None), None)
    if row is None or row.event is CaseEvent.SERVE_SUGGESTION:
        raise NotFoundError("cases.no_step")
    title = event_label(case, row.event)
    page = CaseAct(
        title=title,
        submit=title,
        done=_now("已登记：%(step)s。") % {"step": title},
        form=StepForm,
        perform=_step,
        rights=frozenset({Action.RECORD_DECISION, Action.DECIDE_CASE}),
        basis=row.basis,
    )
    return case_act_page(request, case_id, page, instance=row)
