"""【登记2.0办理结果】: one form, driven by the paper; what follows from it is the procedure's."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.cases.models import Case, CaseParty
from xiezhi.cases.rules.claims import NO_CLAIMS
from xiezhi.cases.rules.deciders import deciders_of
from xiezhi.cases.rules.kinds import DECIDER_LABELS, MAIN_ROLE, CaseKind, Decider
from xiezhi.cases.rules.papers import NUMBERED, SERVED, SET_ASIDE, PaperKind
from xiezhi.cases.rules.procedure import row_of_paper
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.rules.table import CaseRow
from xiezhi.cases.selectors.case_page import parties_of
from xiezhi.cases.selectors.paper_choices import paper_choices
from xiezhi.cases.services.results import Result, register_result
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases.claim_fields import claim_fields, claims_of
from xiezhi.web.cases.naming import event_label, paper_label, state_label
from xiezhi.web.cases.service_form import AddresseeForm
from xiezhi.web.desk.act_forms import DayInput, words_field
from xiezhi.web.desk.letter_act import say_number

_OFF_LIST: Final = frozenset({PaperKind.OTHER})


class RegisterForm(CaseForm):
    """A paper of the national system: number, day, who decided, file, and what its step asks."""

    conditional: tuple[str, ...] = ("number", "file", "ground", "conditions", "not_performed", "objection_days", "rectification_due_on")  # fmt: skip

    paper = forms.ChoiceField(label=_("文书"))
    number = forms.CharField(
        label=_("文号"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("文书 PDF"),
        required=False,
        help_text=_("选择、拖到这里，或者复制文件后按 Ctrl V。"),
    )
    decided_on = forms.DateField(label=_("决定日期"), widget=DayInput())
    decider = forms.ChoiceField(label=_("决定人"), required=False)
    decided_by_label = forms.CharField(label=_("决定人（职务编号）"), max_length=60, required=False)
    title = forms.CharField(label=_("文书名称"), max_length=120, required=False)
    words = words_field(_("说明"), rows=2, required=False)

    @override
    def prepare(self) -> None:
        """Offer the papers lawful now first, and ask only what the chosen one needs."""
        self.offer("paper", grouped_papers(self.case, self.today))
        self.chosen = self._chosen()
        self.row = row_of_paper(CaseKind(self.case.kind), CaseState(self.case.state), self.chosen)
        claims = claim_fields(self.case, self.row.event if self.row else None)
        self.claim_names = tuple(claims)
        self.fields |= claims
        self.offer("decider", decider_choices(self.case, self.row))
        self._start()
        if self.chosen not in _OFF_LIST:
            del self.fields["title"]
        if self.needs_words:
            self._ask_for_reasons()
        self.to = self._addressees()

    def _ask_for_reasons(self) -> None:
        """The unit is told why a suggestion was changed or withdrawn."""
        words = self.fields["words"]
        words.label, words.required = _("理由"), True
        words.error_messages["required"] = _("请写明变更、撤回的理由（检察建议规定第22条）。")

    def _chosen(self) -> PaperKind:
        given = self.data.get("paper") if self.is_bound else self.initial.get("paper")
        field = self.fields["paper"]
        offered = _flat(field.choices) if isinstance(field, forms.ChoiceField) else []
        return PaperKind(given if given in offered else offered[0])

    def _start(self) -> None:
        decider = usual_decider(self.case, self.row)
        label = self.case.handler.label if decider is Decider.PROSECUTOR and self.case.handler_id else _now(DECIDER_LABELS[decider])  # fmt: skip
        self.initial["paper"] = self.chosen.value
        for name in ("decider", "decided_by_label"):
            self.initial.pop(name, None)
        self.start(decided_on=self.today, decider=decider.value, decided_by_label=label)
        if "sent_on" in self.claim_names:
            self.start(sent_on=self.today)
        self.fields["number"].widget.attrs["autofocus"] = True

    def _addressees(self) -> list[AddresseeForm]:
        """Return one part for each party and one for somebody else, where the paper is served."""
        if self.chosen not in SERVED:
            return []
        main = MAIN_ROLE[CaseKind(self.case.kind)]
        parties: list[CaseParty | None] = [*parties_of(self.case), None]
        return [
            AddresseeForm(
                self.data if self.is_bound else None,
                self.files if self.is_bound else None,
                prefix=f"to-{place}",
                initial={"goes": party is not None and party.role == main},
                party=party,
                today=self.today,
                needs_agreement=self.chosen is PaperKind.GOVERNANCE_SUGGESTION,
            )
            for place, party in enumerate(parties)
        ]

    @property
    def needs_words(self) -> bool:
        """Whether the paper's reasons are asked for."""
        return self.chosen in SET_ASIDE

    @property
    def step_words(self) -> str:
        """The words of the step the paper carries."""
        return event_label(self.case, self.row.event) if self.row is not None else ""

    @property
    def is_numbered(self) -> bool:
        """Whether the national system numbers the paper."""
        return self.chosen in NUMBERED

    @property
    def asked_claims(self) -> list[forms.BoundField]:
        """The findings and dates the paper's step asks for."""
        return [self[name] for name in self.claim_names]

    @override
    def clean(self) -> dict[str, Any]:
        """Take the parts about service with the rest."""
        cleaned = super().clean()
        for part in self.to:
            if not part.is_valid():
                self.add_error(None, _("请补正送达情况。"))
                break
        return cleaned


def grouped_papers(case: Case, today: date) -> list[tuple[str, object]]:
    """Return the papers that may be registered now, those that lead the case on first."""
    choices = paper_choices(case, today)
    groups = (
        (_now("现在可以登记"), choices.lawful),
        (_now("不推进环节的文书"), choices.records),
        (_now("特殊情形、再次登记"), choices.exceptional),
        (_now("条件还不具备"), choices.waiting),
    )
    return [(label, _labelled(case, papers)) for label, papers in groups if papers]


def _labelled(case: Case, papers: Iterable[PaperKind]) -> list[tuple[str, str]]:
    return [(one.value, paper_label(case, one)) for one in papers]


def _flat(choices: Any) -> list[str]:  # noqa: ANN401  # groups of choices
    return [value for _group, members in choices for value, _label in members]


def decider_choices(case: Case, row: CaseRow | None) -> list[tuple[str, object]]:
    """Return who may have decided: whom the rule book names for the step, else anybody of the office."""
    named = frozenset[Decider]() if row is None else deciders_of(row, case.law_day)
    allowed = named or frozenset(Decider)
    return [(one.value, _now(DECIDER_LABELS[one])) for one in Decider if one in allowed]


def usual_decider(case: Case, row: CaseRow | None) -> Decider:
    """Return whom the form proposes: the lowest who may decide, the prosecutor where nobody does."""
    allowed = frozenset[Decider]() if row is None else deciders_of(row, case.law_day)
    return next((one for one in Decider if one in allowed), Decider.PROSECUTOR)


def _register(doing: CaseDoing) -> str:
    form, data = doing.form, doing.data
    if not isinstance(form, RegisterForm):
        raise TypeError(form)
    deliveries = [part.delivery(doing.request) for part in form.to]
    row = form.row
    result = Result(
        paper=form.chosen,
        decided_on=data["decided_on"],
        decider=Decider(data["decider"]) if data["decider"] else None,
        decided_by_label=data["decided_by_label"],
        number=data["number"],
        title=data.get("title", ""),
        words=data["words"],
        file=doing.paper("file"),
        claims=claims_of(data) if row is not None else NO_CLAIMS,
        deliveries=[one for one in deliveries if one is not None],
    )
    paper = register_result(
        case_id=doing.case.id, result=result, acting=doing.acting, now=doing.now
    )
    say_number(doing.request, data["number"])
    return _said(paper.case, paper.title, row)


def _said(case: Case, title: str, row: CaseRow | None) -> str:
    if row is None:
        return _now("已登记《%(title)s》。") % {"title": title}
    return _now("已登记《%(title)s》：%(event)s，案件环节为“%(state)s”。") % {
        "title": title,
        "event": event_label(case, row.event),
        "state": state_label(case, row.target),
    }


_PAGE: Final = CaseAct(
    title=_("登记2.0办理结果"),
    submit=_("登记"),
    done="",
    form=RegisterForm,
    perform=_register,
    rights=frozenset({Action.RECORD_DECISION}),
    template="cases/register.html",
    fragment="cases/_register_form.html",
    fields_of={"cases.no_reason": "words"},
)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter a paper as the national system made it."""
    return case_act_page(request, case_id, _PAGE)
