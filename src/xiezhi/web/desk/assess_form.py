"""线索评估: the form of screen 5, drafts saved as they stand."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.law.areas import Standing, areas_on
from xiezhi.leads.rules.assessment import LONGEST, PLAIN_PARTS, AssessmentDraft, DutyOrgan
from xiezhi.leads.rules.outcomes import PROPOSAL_LABELS, VERDICT_LABELS, Verdict
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.partners.models import PartnerUnit
from xiezhi.partners.selectors.addressees import list_addressees
from xiezhi.web.desk.act_forms import ActForm, words_field

ORGAN_ROWS: Final = 4


class AssessmentForm(ActForm):
    """Every part may be empty in a draft; what submission needs is the rules' matter."""

    facts = words_field(_("公益受损事实"), rows=5, limit=8000, required=False)
    area = forms.ChoiceField(label=_("领域"), required=False)
    area_basis = forms.CharField(
        label=_("领域依据"),
        max_length=LONGEST["area_basis"],
        required=False,
        help_text=_("空着时按所选领域填入现行依据。"),
    )
    violators = forms.CharField(
        label=_("违法主体"), max_length=LONGEST["violators"], required=False
    )
    is_violator_unclear = forms.BooleanField(label=_("尚不明确"), required=False)
    authenticity = words_field(_("真实性"), rows=2, limit=LONGEST["authenticity"], required=False)
    verifiability = words_field(_("可查性"), rows=2, limit=LONGEST["verifiability"], required=False)
    has_jurisdiction = forms.BooleanField(label=_("属本院管辖"), required=False, initial=True)
    is_public_interest = forms.BooleanField(
        label=_("符合办案规则第67条（公益受损、行政机关可能未依法履职）"), required=False
    )
    is_minor_and_mended = forms.BooleanField(label=_("情节轻微且已整改"), required=False)
    is_major = forms.BooleanField(label=_("重大线索，须报备"), required=False)
    involves_crime = forms.BooleanField(label=_("涉嫌犯罪或职务违法"), required=False)
    similar_matters = words_field(_("相似线索与历史案件"), rows=2, limit=8000, required=False)
    proposal = forms.ChoiceField(
        label=_("处理意见"),
        required=False,
        choices=[(event.value, _(label)) for event, label in PROPOSAL_LABELS.items()],
        widget=forms.RadioSelect,
    )
    proposal_target = forms.CharField(
        label=_("移送、报请的单位或部门"), max_length=LONGEST["proposal_target"], required=False
    )
    verdict = forms.ChoiceField(
        label=_("线索质效"),
        required=False,
        choices=[(verdict.value, _(label)) for verdict, label in VERDICT_LABELS.items()],
        widget=forms.RadioSelect,
    )
    reason = words_field(_("理由"), rows=4, limit=8000, required=False)

    @override
    def prepare(self) -> None:
        """Show the newest draft, else what the lead already says."""
        self.units: list[PartnerUnit] = list_addressees()
        self.offer("area", _area_choices(self.today))
        draft = self.instance if isinstance(self.instance, AssessmentDraft) else None
        for row in range(ORGAN_ROWS):
            self.fields[f"organ_{row}"] = forms.CharField(
                label=_("行政机关"), max_length=LONGEST["name"], required=False
            )
            self.fields[f"organ_{row}"].widget.attrs |= {
                "list": "units",
                "placeholder": _("行政机关"),
            }
            self.fields[f"duty_{row}"] = forms.CharField(
                label=_("职责依据"), max_length=LONGEST["duty_basis"], required=False
            )
            self.fields[f"duty_{row}"].widget.attrs["placeholder"] = _("职责依据")
        if draft is None:
            self.start(area=self.lead.area, is_major=self.lead.is_major)
            return
        self.start(**{name: getattr(draft, name) for name in PLAIN_PARTS})
        self.start(proposal=draft.proposal or "", verdict=draft.verdict or "")
        for row, organ in enumerate(draft.organs[:ORGAN_ROWS]):
            self.start(**{f"organ_{row}": organ.name, f"duty_{row}": organ.duty_basis})

    def organ_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the pairs of fields, organ and basis of its duty."""
        return [(self[f"organ_{row}"], self[f"duty_{row}"]) for row in range(ORGAN_ROWS)]

    def draft(self) -> AssessmentDraft:
        """Return what was written; the form must be valid."""
        data: dict[str, Any] = {name: self.cleaned_data[name] for name in PLAIN_PARTS}
        if data["area"] and not data["area_basis"]:
            data["area_basis"] = _basis(data["area"], self.today)
        proposal, verdict = self.cleaned_data["proposal"], self.cleaned_data["verdict"]
        return AssessmentDraft(
            **data,
            organs=self._organs(),
            proposal=LeadEvent(proposal) if proposal else None,
            verdict=Verdict(verdict) if verdict else None,
        )

    def _organs(self) -> tuple[DutyOrgan, ...]:
        known = {unit.name: unit.id for unit in self.units}
        rows = (
            (self.cleaned_data[f"organ_{row}"].strip(), self.cleaned_data[f"duty_{row}"])
            for row in range(ORGAN_ROWS)
        )
        return tuple(
            DutyOrgan(name=name, duty_basis=basis, unit_id=known.get(name))
            for name, basis in rows
            if name
        )


def _area_choices(today: date) -> list[tuple[str, object]]:
    choices: list[tuple[str, object]] = [("", _("请选择"))]
    for one in areas_on(today):
        standing = _("法定") if one.standing is Standing.STATUTORY else _("等外")
        choices.append((one.area.key, f"{one.area.name}（{standing}）"))
    return choices


def _basis(area: str, today: date) -> str:
    found = next((one for one in areas_on(today) if one.area.key == area), None)
    return found.basis_text[: LONGEST["area_basis"]] if found else ""
