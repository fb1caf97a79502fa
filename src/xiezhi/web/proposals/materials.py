"""素材: written, offered, what came of it. Deputies submit in their own name; nothing here does."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.proposals.models import Material
from xiezhi.proposals.rules.kinds import MAX_LINE, MAX_TITLE
from xiezhi.proposals.rules.materials import (
    MATERIAL_STATE_LABELS,
    MAX_MATERIAL,
    MAX_OFFERED_TO,
    MaterialState,
)
from xiezhi.proposals.selectors.access import access_material
from xiezhi.proposals.selectors.lists import list_materials
from xiezhi.proposals.selectors.page import label_of
from xiezhi.proposals.selectors.queues import list_linkable
from xiezhi.proposals.services.materials import (
    offer_material,
    record_outcome_of_material,
    write_material,
)
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.office.forms import WithChoices, date_input, id_field
from xiezhi.web.office.pages import require_any
from xiezhi.web.pages import FormPage
from xiezhi.web.proposals.forms import acted
from xiezhi.web.proposals.handling import METHODS
from xiezhi.web.proposals.matters import lead_of_number
from xiezhi.web.proposals.views import reader

TONES = {
    MaterialState.DRAFT: "",
    MaterialState.OFFERED: "amber",
    MaterialState.TAKEN_UP: "green",
    MaterialState.NOT_TAKEN: "",
}


class MaterialForm(forms.Form):
    """A material."""

    title = forms.CharField(label=gettext_lazy("标题"), max_length=MAX_TITLE)
    words = words_field(
        gettext_lazy("内容"),
        rows=12,
        limit=MAX_MATERIAL,
        help_text=gettext_lazy("写共性问题和治理建议。不写办案秘密、反映人和未公开的案情。"),
    )
    lead = forms.CharField(
        label=gettext_lazy("来源线索"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("编号，例如：2026-17；只在院内显示。"),
    )


class OfferForm(forms.Form):
    """To whom it was offered."""

    offered_to = forms.CharField(
        label=gettext_lazy("提供给"),
        max_length=MAX_OFFERED_TO,
        help_text=gettext_lazy("机构，或者代表、委员的职务和编号。是否采用由代表、委员自行决定。"),
    )
    offered_on = forms.DateField(label=gettext_lazy("提供日期"), widget=date_input())


class OutcomeForm(WithChoices):
    """What came of it."""

    proposal_id = id_field(gettext_lazy("形成的建议提案"), required=False)
    on = forms.DateField(label=gettext_lazy("日期"), widget=date_input())
    words = forms.CharField(label=gettext_lazy("说明"), max_length=MAX_LINE, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposal_id"].help_text = _(
            "代表、委员以自己名义提出的；没有采用的留空。还没有登记的，先登记建议提案。"
        )


@require_GET
def material_list(request: HttpRequest) -> HttpResponse:
    """List the material."""
    acting = reader(request)
    context = {
        "rows": [_row(one) for one in list_materials(acting)],
        "may_write": may(acting, Action.CONVERT_PROPOSAL),
    }
    return render(request, "proposals/materials.html", context)


@require_GET
def material(request: HttpRequest, material_id: UUID) -> HttpResponse:
    """Show a material, and what came of it."""
    acting = reader(request)
    row = _row(access_material(acting, material_id))
    context = row | {"may_write": may(acting, Action.CONVERT_PROPOSAL)}
    return render(request, "proposals/material.html", context)


@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Write a material."""
    acting = require_any(request, Action.CONVERT_PROPOSAL)
    initial = {"lead": request.GET.get("lead", "")}
    form = MaterialForm(request.POST or None, initial=initial)

    def do() -> str:
        data = form.cleaned_data
        written = write_material(
            title=data["title"],
            words=data["words"],
            matter=lead_of_number(acting, data["lead"]),
            acting=acting,
            now=clock.now(),
        )
        return reverse("proposals:material", args=[written.id])

    page = _page(_("拟写素材"), _("保存"), reverse("proposals:materials"))
    return acted(request, form, page, do, said=_("素材已保存。"))


@require_http_methods(METHODS)
def change(request: HttpRequest, material_id: UUID) -> HttpResponse:
    """Write a draft over."""
    acting = require_any(request, Action.CONVERT_PROPOSAL)
    found = access_material(acting, material_id)
    initial = {"title": found.title, "words": found.words}
    form = MaterialForm(request.POST or None, initial=initial)

    def do() -> None:
        data = form.cleaned_data
        write_material(
            title=data["title"],
            words=data["words"],
            matter=lead_of_number(acting, data["lead"]),
            material_id=material_id,
            acting=acting,
            now=clock.now(),
        )

    back = reverse("proposals:material", args=[material_id])
    return acted(request, form, _page(_("修改素材"), _("保存"), back), do, said=_("素材已保存。"))


@require_http_methods(METHODS)
def offer(request: HttpRequest, material_id: UUID) -> HttpResponse:
    """Note to whom it was offered."""
    acting = require_any(request, Action.CONVERT_PROPOSAL)
    access_material(acting, material_id)
    now = clock.now()
    form = OfferForm(request.POST or None, initial={"offered_on": legal_day(now)})

    def do() -> None:
        offer_material(material_id=material_id, acting=acting, now=now, **form.cleaned_data)

    back = reverse("proposals:material", args=[material_id])
    return acted(request, form, _page(_("登记提供"), _("保存"), back), do, said=_("已登记提供。"))


@require_http_methods(METHODS)
def outcome(request: HttpRequest, material_id: UUID) -> HttpResponse:
    """Note what came of it."""
    acting = require_any(request, Action.CONVERT_PROPOSAL)
    access_material(acting, material_id)
    now = clock.now()
    known = [(one.id, f"{label_of(one)} {one.title}") for one in list_linkable(acting)]
    form = OutcomeForm(
        request.POST or None,
        choices={"proposal_id": known},
        initial={"on": legal_day(now)},
    )

    def do() -> None:
        record_outcome_of_material(
            material_id=material_id, acting=acting, now=now, **form.cleaned_data
        )

    back = reverse("proposals:material", args=[material_id])
    return acted(
        request, form, _page(_("登记素材结果"), _("保存"), back), do, said=_("已登记结果。")
    )


def _page(title: str, submit: str, back: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumb=_("素材"),
        crumb_url=reverse("proposals:materials"),
        back=back,
    )


def _row(found: Material) -> dict[str, object]:
    state = MaterialState(found.state)
    return {
        "material": found,
        "state": _(MATERIAL_STATE_LABELS[state]),
        "tone": TONES[state],
        "taken_up_in": "" if found.proposal is None else label_of(found.proposal),
        "is_draft": state is MaterialState.DRAFT,
        "is_offered": state is MaterialState.OFFERED,
    }
