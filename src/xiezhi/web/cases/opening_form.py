"""立案: whom the case is about, of which kind, under which title."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.accounts.selectors.people import list_departments
from xiezhi.campaigns.selectors.register import list_running
from xiezhi.cases.rules.grounds import SITUATION_LABELS, GovernanceSituation
from xiezhi.cases.rules.kinds import KIND_LABELS, MAIN_ROLE, ROLE_LABELS, CaseKind
from xiezhi.cases.rules.titles import propose_title, title_for_one
from xiezhi.cases.selectors.openings import OpeningSeed
from xiezhi.cases.services.opening import Opening, PartyInput
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.web.desk.act_forms import DayInput, WorkForm, words_field
from xiezhi.web.desk.acts_people import handler_choices
from xiezhi.web.desk.pool_forms import area_choices, town_choices
from xiezhi.web.templatetags.desk import area as area_name

ROWS: Final = 4
_SHOWN: Final = 2
_TOGETHER, _APART = "together", "apart"


class PartyRow(forms.Form):
    """One organ, violator, addressee or plaintiff; left out when empty."""

    unit = forms.ChoiceField(label=_("协作单位"), required=False)
    name = forms.CharField(label=_("名称（不在名册的）"), max_length=60, required=False)
    duty_basis = forms.CharField(label=_("职责依据"), max_length=200, required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = {value: label for value, label in units if value}
        field = self.fields["unit"]
        if isinstance(field, forms.ChoiceField):
            field.choices = units

    def named_as(self) -> str:
        """Return what the party is called; of a valid form."""
        data = self.cleaned_data
        return str(data["name"]).strip() or self.named.get(data["unit"], "")


def _with(choices: list[tuple[str, str]], used: list[str]) -> list[tuple[str, str]]:
    """Return the choices with words the leads carry that are not on the list any more."""
    known = {value for value, _label in choices}
    return [*choices, *((one, one) for one in dict.fromkeys(used) if one and one not in known)]


class OpeningForm(WorkForm):
    """A new case. ``instance``: what the leads behind it give."""

    kind = forms.ChoiceField(label=_("案件类型"))
    area = forms.ChoiceField(label=_("领域"), required=False)
    situation = forms.ChoiceField(label=_("适用情形"), required=False)
    criminal_case = forms.CharField(label=_("所附带的刑事案件"), max_length=80, required=False)
    apart = forms.ChoiceField(
        label=_("涉及几个单位"),
        required=False,
        widget=forms.RadioSelect,
        choices=[(_TOGETHER, _("一案办理")), (_APART, _("分别立案，一个单位一案"))],
        initial=_TOGETHER,
    )
    title = forms.CharField(label=_("案件名称"), max_length=120)
    summary = words_field(_("案情摘要"), rows=4, required=False)
    department = forms.TypedChoiceField(label=_("办案部门"), coerce=UUID)
    handler = forms.TypedChoiceField(
        label=_("承办检察官"), coerce=UUID, required=False, empty_value=None
    )
    town = forms.ChoiceField(label=_("苏木镇"), required=False)
    campaign = forms.ChoiceField(label=_("专项活动"), required=False)
    national_number = forms.CharField(label=_("2.0案号"), max_length=60, required=False)
    law_day = forms.DateField(
        label=_("立案受理日"),
        required=False,
        widget=DayInput(),
        help_text=_("补录以前的案件才填；案件适用这一天的法律。"),
    )

    @override
    def prepare(self) -> None:
        """Offer what the kind asks for, and begin with what the leads' assessments found."""
        self.seed: OpeningSeed = self.instance
        self.offer("kind", [(kind.value, _now(text)) for kind, text in KIND_LABELS.items()])
        self.chosen = self._kind()
        self._offer_choices()
        self.rows = list(self._rows())
        self._ask_only_what_the_kind_needs()
        self._start()

    def _kind(self) -> CaseKind:
        given = self.data.get("kind") if self.is_bound else self.initial.get("kind")
        return CaseKind(given) if given in set(CaseKind) else CaseKind.ADMINISTRATIVE

    def _offer_choices(self) -> None:
        self.offer("area", area_choices(_now("请选择")))
        labels = [(one.value, _now(text)) for one, text in SITUATION_LABELS.items()]
        self.offer("situation", [("", _now("请选择")), *labels])
        self.offer("department", [(str(one.id), one.name) for one in list_departments()])
        self.offer("handler", [("", _now("以后分派")), *handler_choices()])
        leads = self.seed.leads
        self.offer("town", _with(town_choices(_now("不填")), [lead.town for lead in leads]))
        running = [(one.title, one.title) for one in list_running(self.today)]
        campaigns = [("", _now("不属专项活动")), *running]
        self.offer("campaign", _with(campaigns, [lead.campaign for lead in leads]))

    def _rows(self) -> Iterator[PartyRow]:
        units = [("", _now("不在名册")), *((str(one.id), one.name) for one in list_addressees())]
        found = self.seed.organs
        for place in range(max(ROWS, len(found) + 1)):
            organ = found[place] if place < len(found) else None
            known = {} if organ is None else {"unit": str(organ.unit_id or ""), "name": "" if organ.unit_id else organ.name, "duty_basis": organ.duty_basis}  # fmt: skip
            prefix = f"party-{place}"
            kept = {name: self.initial[f"{prefix}-{name}"] for name in ("unit", "name", "duty_basis") if f"{prefix}-{name}" in self.initial}  # fmt: skip
            data = self.data if self.is_bound else None
            yield PartyRow(data, prefix=prefix, initial=known | kept, units=units)

    def _ask_only_what_the_kind_needs(self) -> None:
        if self.chosen is not CaseKind.GOVERNANCE:
            del self.fields["situation"]
            self.fields["area"].required = True
        if self.chosen is not CaseKind.INCIDENTAL:
            del self.fields["criminal_case"]

    def _start(self) -> None:
        seed = self.seed
        lead = seed.leads[0] if seed.leads else None
        area = str(self.initial.get("area") or seed.area)
        names = [organ.name for organ in seed.organs] or [seed.violators]
        self.start(
            kind=self.chosen.value,
            area=seed.area,
            title=propose_title(self.chosen, names, area_name(area)),
            summary=seed.facts,
            department=str(lead.department_id if lead else self.acting.department_id),
            handler=str((lead.handler_id if lead else None) or self.acting.id),
            town=lead.town if lead else "",
            campaign=lead.campaign if lead else "",
        )

    @property
    def first_rows(self) -> list[PartyRow]:
        """The parties that are filled, and at least two."""
        return self.rows[: self._shown()]

    @property
    def more_rows(self) -> list[PartyRow]:
        """Room for further parties."""
        return self.rows[self._shown() :]

    def _shown(self) -> int:
        filled = [
            place
            for place, row in enumerate(self.rows)
            if row["unit"].value() or row["name"].value()
        ]
        return max(_SHOWN, filled[-1] + 1 if filled else 0)

    @property
    def role_label(self) -> str:
        """What the parties of this kind of case are called."""
        return _now(ROLE_LABELS[MAIN_ROLE[self.chosen]])

    @override
    def clean(self) -> dict[str, Any]:
        """Take the parties with the rest."""
        cleaned = super().clean()
        if not all(row.is_valid() for row in self.rows):
            self.add_error(None, _("请补正单位一栏。"))
        return cleaned

    def parties(self) -> list[PartyInput]:
        """Return the parties named; of a valid form."""
        role = MAIN_ROLE[self.chosen]
        return [
            PartyInput(
                role=role,
                unit_id=UUID(row.cleaned_data["unit"]) if row.cleaned_data["unit"] else None,
                name=row.cleaned_data["name"],
                duty_basis=row.cleaned_data["duty_basis"],
            )
            for row in self.rows
            if row.named_as()
        ]

    def openings(self) -> list[Opening]:
        """Return the case asked for, or one for each party where they are filed apart."""
        parties = self.parties()
        names = [row.named_as() for row in self.rows if row.named_as()]
        title = self.cleaned_data["title"]
        if self.cleaned_data.get("apart") != _APART or len(parties) < 2:  # noqa: PLR2004  # several
            return [self._opening(title, parties)]
        return [
            self._opening(title_for_one(title, names, name), [party])
            for name, party in zip(names, parties, strict=True)
        ]

    def _opening(self, title: str, parties: list[PartyInput]) -> Opening:
        data = self.cleaned_data
        return Opening(
            kind=self.chosen,
            title=title,
            department_id=data["department"],
            handler_id=data["handler"],
            area=data["area"],
            summary=data["summary"],
            town=data["town"],
            campaign=data["campaign"],
            law_day=data["law_day"],
            situation=GovernanceSituation(data["situation"]) if data.get("situation") else None,
            criminal_case=data.get("criminal_case", ""),
            national_number=data["national_number"],
            parties=parties,
        )
