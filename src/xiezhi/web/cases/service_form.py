"""Service of a paper on one addressee, as fields: now, or later."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from xiezhi.cases.models import CaseParty
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.letters.rules.service import SERVICE_LABELS, Service, ServiceWay
from xiezhi.partners.selectors.addressees import consents_to_electronic_service
from xiezhi.web.desk.act_forms import DayInput
from xiezhi.web.uploads import incoming

Choices = Sequence[tuple[str, object]]


def service_fields() -> dict[str, forms.Field]:
    """Return the fields of a service, each anew."""
    return {
        "way": forms.ChoiceField(label=_("送达方式")),
        "served_on": forms.DateField(
            label=_("送达日期（回证签收日）"), required=False, widget=DayInput()
        ),
        "signed_for_by": forms.CharField(
            label=_("签收人·职务"),
            max_length=60,
            required=False,
            help_text=_("照回证写；留置送达的不填。"),
        ),
        "receipt": forms.FileField(
            label=_("送达回证扫描件"),
            required=False,
            help_text=_("除电子送达外必传；PDF 或照片。"),
        ),
        "tracking_number": forms.CharField(
            label=_("邮寄单号"), max_length=40, required=False, help_text=_("邮寄送达必填。")
        ),
        "note": forms.CharField(
            label=_("备注"),
            max_length=300,
            required=False,
            help_text=_("留置送达写明拒收理由和见证人；宣告送达写明地点和见证人。"),
        ),
    }


def ways_for(party: CaseParty | None, day: date) -> list[tuple[str, object]]:
    """Return the ways a paper may be served on somebody; electronic only with consent on file."""
    unit = party.unit if party is not None and party.unit_id is not None else None
    has_consent = unit is not None and consents_to_electronic_service(unit, day)
    return [
        (way.value, _now(SERVICE_LABELS[way]))
        for way in ServiceWay
        if has_consent or way is not ServiceWay.ELECTRONIC
    ]


def service_of(data: dict[str, Any]) -> Service | None:
    """Return the service of valid entries; None where it is registered later."""
    if not data.get("way") or not data.get("served_on"):
        return None
    return Service(
        way=ServiceWay(data["way"]),
        served_on=data["served_on"],
        signed_for_by=data["signed_for_by"],
        tracking_number=data["tracking_number"],
        note=data["note"],
    )


class AddresseeForm(forms.Form):
    """One party a paper may go to, ticked or not; with the service where it happened already."""

    goes = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, party: CaseParty | None, today: date, needs_agreement: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.party = party
        if party is None:
            self.fields["addressee"] = forms.CharField(
                label=_("其他受送达人"), max_length=60, required=False
            )
        self.fields |= service_fields()
        way = self.fields["way"]
        way.required = False
        if isinstance(way, forms.ChoiceField):
            way.choices = [("", _("以后登记送达")), *ways_for(party, today)]
        self.fields["served_on"].initial = today
        if needs_agreement:
            self.fields["has_agreed"] = forms.BooleanField(
                label=_("已商被建议单位同意宣告送达"), required=False
            )

    @override
    def clean(self) -> dict[str, Any]:
        """Ask for the day where a way of service was chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("way") and not cleaned.get("served_on"):
            self.add_error("served_on", _("请选送达日期。"))
        return cleaned

    def delivery(self, request: HttpRequest) -> DeliveryInput | None:
        """Return whom the paper goes to, None where it does not; of a valid form."""
        data = self.cleaned_data
        name = data.get("addressee", "")
        if not data["goes"] and not name:
            return None
        receipts = incoming(request, self.add_prefix("receipt"), kind=MediaKind.PAPER, limit=1)
        service = service_of(data)
        return DeliveryInput(
            party_id=self.party.id if self.party is not None else None,
            addressee=name,
            service=service,
            receipt=next(iter(receipts), None) if service else None,
            has_agreed=bool(data.get("has_agreed")),
        )
