"""导出核验包: the files of a case or a lead with the proofs a court or a superior can check itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, BinaryIO, Final
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.bundle import bundle_items, bundle_matter
from xiezhi.cases.services.bundles import export_case_bundle
from xiezhi.evidence.rules.bundle.contents import BundleMatter
from xiezhi.evidence.rules.bundle.order import BundleAsked, BundleItem
from xiezhi.evidence.rules.custody import CustodyEvent, CustodyPurpose
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.selectors import bundle as of_lead
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services.bundles import export_lead_bundle
from xiezhi.ledger.services.keys import published_key
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.evidence.shown import purposes_of
from xiezhi.web.ledgers.downloads import written_file
from xiezhi.web.requests import office_of, require_kind

ZIP_TYPE: Final = "application/zip"


class BundleForm(forms.Form):
    """What the bundle is made for."""

    purpose = forms.ChoiceField(label=_("用途"), widget=forms.RadioSelect)
    with_particulars = forms.BooleanField(
        label=_("附拍摄信息"),
        required=False,
        help_text=_("只附原件随包的照片、视频的；设备型号、位置等随包交给收件单位，写入保管链。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["purpose"]
        offered.choices = purposes_of(CustodyEvent.EXPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A matter whose bundle is asked for, and how it is written."""

    matter: BundleMatter
    items: Sequence[BundleItem]
    back: str
    write: Callable[[BinaryIO, BundleAsked], object]


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, case_id: UUID) -> HttpResponse | FileResponse:
    """Show what goes into the bundle of a case; hand it out."""
    acting = _exporter(request)
    found, now = access_case(acting, case_id), clock.now()

    def write(target: BinaryIO, asked: BundleAsked) -> object:
        return export_case_bundle(
            case_id=found.id, asked=asked, target=target, acting=acting, now=now
        )

    back = f"{reverse('cases:case', args=[found.id])}?tab=evidence"
    return _page(
        request,
        _Asked(matter=bundle_matter(found), items=bundle_items(found), back=back, write=write),
    )


@require_http_methods(["GET", "POST"])
def lead(request: HttpRequest, lead_id: UUID) -> HttpResponse | FileResponse:
    """Show what goes into the bundle of a lead; hand it out."""
    acting = _exporter(request)
    found, now = access_lead(acting, lead_id), clock.now()

    def write(target: BinaryIO, asked: BundleAsked) -> object:
        return export_lead_bundle(
            lead_id=found.id, asked=asked, target=target, acting=acting, now=now
        )

    matter, items = of_lead.bundle_matter(found), of_lead.bundle_items(found)
    back = reverse("desk:lead", args=[found.id])
    return _page(request, _Asked(matter=matter, items=items, back=back, write=write))


def _exporter(request: HttpRequest) -> Actor:
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.EXPORT_LEDGER)
    return acting


def _page(request: HttpRequest, asked: _Asked) -> HttpResponse | FileResponse:
    form = BundleForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.BAD_REQUEST
        try:
            if form.is_valid():
                return _made(request, asked, form.cleaned_data)
        except DomainError as error:
            add_refusal(request, form, error)
            status = HTTPStatus(error.status)
    context = {
        "matter": asked.matter,
        "items": asked.items,
        "back": asked.back,
        "form": form,
        "key": published_key(office_of(request).slug),
    }
    return render(request, "evidence/bundle.html", context, status=status)


def _made(request: HttpRequest, asked: _Asked, said: dict[str, Any]) -> FileResponse:
    order = BundleAsked(
        office=office_of(request).name,
        purpose=CustodyPurpose(said["purpose"]),
        with_particulars=bool(said["with_particulars"]),
    )
    return written_file(
        lambda target: asked.write(target, order),
        name=f"{asked.matter.number}{_now('核验包')}.zip",
        content_type=ZIP_TYPE,
    )
