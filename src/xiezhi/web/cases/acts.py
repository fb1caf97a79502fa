"""Smaller acts on a case: service, a paper made void, parties, leads that join, the 2.0 number."""

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.cases.models import CasePaper
from xiezhi.cases.rules.kinds import MAIN_ROLE, ROLE_LABELS, CaseKind, PartyRole
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.selectors.access import access_registered_paper
from xiezhi.cases.selectors.case_page import deliveries_of, parties_of, services_by_record
from xiezhi.cases.selectors.of_lead import list_joinable_leads
from xiezhi.cases.services.delivering import MAX_REASON, correct_delivery, record_delivery
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.cases.services.numbers import record_case_number
from xiezhi.cases.services.opening import PartyInput, join_leads, name_party
from xiezhi.cases.services.results import void_paper
from xiezhi.kernel.actor import ActorKind
from xiezhi.letters.rules.service import ServiceWay
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.web.cases.act import CaseAct, CaseDoing, CaseForm, case_act_page
from xiezhi.web.cases.service_form import service_fields, service_of, ways_for
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.desk.letter_act import say_number
from xiezhi.web.requests import require_kind

_TYPISTS: Final = frozenset({Action.RECORD_DECISION})
_HANDLERS: Final = frozenset({Action.HANDLE_CASE})
_SERVERS: Final = frozenset({Action.RECORD_PAPER_REPLY})
_OTHER: Final = "other"


class DeliverForm(CaseForm):
    """Whom a paper was served on, how and when, with the signed receipt. ``instance``: the paper."""

    conditional: tuple[str, ...] = (
        "other",
        "served_on",
        "signed_for_by",
        "receipt",
        "tracking_number",
        "note",
    )

    addressee = forms.ChoiceField(label=_("受送达人"), widget=forms.RadioSelect)
    other = forms.CharField(label=_("其他受送达人"), max_length=60, required=False)

    @override
    def prepare(self) -> None:
        """Offer those the paper waits to be served on, then the parties it never went to."""
        paper: CasePaper = self.instance
        deliveries = deliveries_of(paper)
        waiting = [one for one in deliveries if one.served_on is None]
        parties = parties_of(self.case)
        sent = {one.party_id for one in deliveries}
        named = [(f"party:{one.party_id}" if one.party_id else f"name:{one.addressee}", one.addressee) for one in waiting]  # fmt: skip
        named += [(f"party:{one.id}", one.name) for one in parties if one.id not in sent]
        self.offer("addressee", [*named, (_OTHER, _now("其他"))])
        self.start(addressee=named[0][0] if named else _OTHER)
        self.fields |= service_fields()
        # Electronic where one of them consented; for whom it may be used the service says.
        ways = [ways_for(one, self.today) for one in (*parties, None)]
        longest = max(ways, key=len)
        self.offer("way", longest)
        self.start(way=ServiceWay.DIRECT.value, served_on=self.today)
        self.fields["served_on"].required = True
        if paper.kind == PaperKind.GOVERNANCE_SUGGESTION:
            self.fields["has_agreed"] = forms.BooleanField(
                label=_("已商被建议单位同意宣告送达"), required=False
            )

    def whom(self) -> tuple[UUID | None, str]:
        """Return the party, or the name of somebody else; of a valid form."""
        kind, _sign, rest = str(self.cleaned_data["addressee"]).partition(":")
        if kind == "party":
            return UUID(rest), ""
        return None, rest if kind == "name" else self.cleaned_data["other"]


class CorrectDeliveryForm(CaseForm):
    """What was entered wrongly of a service. ``instance``: the paper."""

    conditional: tuple[str, ...] = ("signed_for_by", "receipt", "tracking_number", "note")

    delivery = forms.TypedChoiceField(label=_("受送达人"), coerce=UUID, widget=forms.RadioSelect)
    reason = words_field(_("更正理由"), rows=2, limit=MAX_REASON)

    @override
    def prepare(self) -> None:
        """Offer the services entered, the first of them filled in as it stands."""
        served = services_by_record(self.instance)
        named = [(str(one.id), f"{one.addressee} {one.served_on:%Y-%m-%d}") for one in served]
        self.offer("delivery", named)
        self.fields |= service_fields()
        self.offer("way", ways_for(None, self.today))
        self.fields["served_on"].required = True
        self.fields["receipt"].help_text = _("不换回证的不传。")
        if served:
            one = served[0]
            self.start(delivery=one.id, way=one.way, served_on=one.served_on)
            self.start(signed_for_by=one.signed_for_by)


class VoidForm(CaseForm):
    """Why a paper registered by mistake is made void."""

    reason = words_field(_("理由"), rows=3, limit=300)


class PartyForm(CaseForm):
    """Somebody the case is about."""

    role = forms.ChoiceField(label=_("地位"))
    unit = forms.ChoiceField(label=_("协作单位"), required=False)
    name = forms.CharField(
        label=_("名称"),
        max_length=60,
        required=False,
        help_text=_("不在协作单位名册的，写明名称。"),
    )
    duty_basis = forms.CharField(label=_("职责依据"), max_length=200, required=False)

    @override
    def prepare(self) -> None:
        """Offer the part usual in this kind of case first."""
        main = MAIN_ROLE[CaseKind(self.case.kind)]
        roles = [main, *(role for role in PartyRole if role is not main)]
        self.offer("role", [(role.value, _now(ROLE_LABELS[role])) for role in roles])
        units = [(str(one.id), one.name) for one in list_addressees()]
        self.offer("unit", [("", _now("不在名册")), *units])


class JoinForm(CaseForm):
    """Further leads of the same nature."""

    leads = forms.MultipleChoiceField(label=_("线索"), widget=forms.CheckboxSelectMultiple)

    @override
    def prepare(self) -> None:
        """Offer the leads proposed for filing that stand behind no case yet."""
        found = list_joinable_leads(self.acting, self.case)
        self.offer("leads", [(str(one.id), f"{one.number} {one.title}") for one in found])


class NumberForm(CaseForm):
    """The number the national system gave."""

    number = forms.CharField(label=_("2.0案号"), max_length=60)

    @override
    def prepare(self) -> None:
        """Show the number kept so far."""
        self.start(number=self.case.national_number)
        self.fields["number"].widget.attrs["autofocus"] = True


def _deliver(doing: CaseDoing) -> str:
    form: Any = doing.form
    party_id, name = form.whom()
    record_delivery(
        case_id=doing.case.id,
        paper_id=form.instance.id,
        delivery=DeliveryInput(
            party_id=party_id,
            addressee=name,
            service=service_of(doing.form.cleaned_data),
            receipt=doing.paper("receipt"),
            has_agreed=bool(doing.data.get("has_agreed")),
        ),
        acting=doing.acting,
        now=doing.now,
    )
    return _now("已登记《%(title)s》送达，期限随之起算。") % {"title": form.instance.title}


def _correct_delivery(doing: CaseDoing) -> None:
    service = service_of(dict(doing.data))
    if service is None:
        raise TypeError(doing.data)
    correct_delivery(
        case_id=doing.case.id,
        delivery_id=doing.data["delivery"],
        service=service,
        reason=doing.data["reason"],
        receipt=doing.paper("receipt"),
        acting=doing.acting,
        now=doing.now,
    )


def _void(doing: CaseDoing) -> None:
    void_paper(
        case_id=doing.case.id,
        paper_id=doing.form.instance.id,
        reason=doing.data["reason"],
        acting=doing.acting,
        now=doing.now,
    )


def _name(doing: CaseDoing) -> None:
    data = doing.data
    party = PartyInput(
        role=PartyRole(data["role"]),
        unit_id=UUID(data["unit"]) if data["unit"] else None,
        name=data["name"],
        duty_basis=data["duty_basis"],
    )
    name_party(case_id=doing.case.id, party=party, acting=doing.acting, now=doing.now)


def _join(doing: CaseDoing) -> None:
    ids = [UUID(one) for one in doing.data["leads"]]
    join_leads(case_id=doing.case.id, lead_ids=ids, acting=doing.acting, now=doing.now)


def _number(doing: CaseDoing) -> None:
    typed = doing.data["number"]
    record_case_number(case_id=doing.case.id, number=typed, acting=doing.acting, now=doing.now)
    say_number(doing.request, typed)


_DELIVER: Final = CaseAct(
    title=_("登记送达"), submit=_("登记送达"), done="", form=DeliverForm, perform=_deliver,
    rights=_SERVERS, text=_("回复等期限从送达回证签收日起算，不从门户点击起算。"),
)  # fmt: skip
_CORRECT_DELIVERY: Final = CaseAct(
    title=_("更正送达登记"), submit=_("更正"), done=_("送达登记已更正，期限已重新起算。"),
    form=CorrectDeliveryForm, perform=_correct_delivery, rights=_SERVERS, basis="本院规定",
    text=_("原来的登记和更正理由写入备注；从错误日期起算的期限重新起算。"),
)  # fmt: skip
_VOID: Final = CaseAct(
    title=_("作废文书"), submit=_("作废"), done=_("文书已作废，仍留在记录里。"), form=VoidForm,
    perform=_void, rights=_TYPISTS, basis="本院规定",
    text=_("登记有误、没有推进环节的文书可以作废；留痕不删。"),
)  # fmt: skip
_PARTY: Final = CaseAct(
    title=_("添加当事方"), submit=_("添加"), done=_("已添加当事方。"), form=PartyForm,
    perform=_name, rights=_HANDLERS, text=_("选择协作单位的，文书可经门户送达。"),
)  # fmt: skip
_JOIN: Final = CaseAct(
    title=_("并入线索"), submit=_("并入本案"), done=_("线索已并入本案。"), form=JoinForm,
    perform=_join, rights=_HANDLERS, basis="办案规则第69条", tab="leads",
    text=_("同类违法的线索，检察建议提出前可以并入本案一并办理。"),
)  # fmt: skip
_NUMBER: Final = CaseAct(
    title=_("登记2.0案号"), submit=_("登记"), done=_("2.0案号已登记。"), form=NumberForm,
    perform=_number, rights=_TYPISTS, text=_("照检察业务应用系统2.0中的案号填写；本平台不编案号。"),
)  # fmt: skip
_METHODS: Final = require_http_methods(["GET", "POST"])


@_METHODS
def deliver(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """Enter the service of a registered paper."""
    paper = access_registered_paper(
        require_kind(request, ActorKind.STAFF), paper_id, case_id=case_id
    )
    return case_act_page(request, case_id, _DELIVER, instance=paper)


@_METHODS
def service(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """Put right what was entered of a service nobody has a letter of."""
    paper = access_registered_paper(
        require_kind(request, ActorKind.STAFF), paper_id, case_id=case_id
    )
    return case_act_page(request, case_id, _CORRECT_DELIVERY, instance=paper)


@_METHODS
def void(request: HttpRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """Take back a paper registered by mistake."""
    paper = access_registered_paper(
        require_kind(request, ActorKind.STAFF), paper_id, case_id=case_id
    )
    return case_act_page(request, case_id, _VOID, instance=paper)


@_METHODS
def party(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name somebody the case is about."""
    return case_act_page(request, case_id, _PARTY)


@_METHODS
def join(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put further leads behind the case."""
    return case_act_page(request, case_id, _JOIN)


@_METHODS
def number(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Enter the number of the national system."""
    return case_act_page(request, case_id, _NUMBER)
