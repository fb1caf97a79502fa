"""代表委员联络: the record, a new occasion, what followed."""

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
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.proposals.models import DeputyContact
from xiezhi.proposals.rules.contacts import CONTACT_LABELS, MAX_WHO, ContactKind
from xiezhi.proposals.rules.kinds import MAX_DELEGATION, MAX_LINE, MAX_WORDS
from xiezhi.proposals.selectors.access import access_contact, access_proposal
from xiezhi.proposals.selectors.lists import list_contacts
from xiezhi.proposals.selectors.page import label_of, matter_of
from xiezhi.proposals.selectors.queues import list_linkable
from xiezhi.proposals.services.contacts import ContactDraft, follow_up_contact, record_contact
from xiezhi.web.campaigns.views import matter_url
from xiezhi.web.desk.act_forms import words_field
from xiezhi.web.office.forms import WithChoices, date_input, id_field
from xiezhi.web.office.pages import require_any
from xiezhi.web.pages import FormPage
from xiezhi.web.proposals.forms import acted, labelled
from xiezhi.web.proposals.handling import METHODS
from xiezhi.web.proposals.matters import lead_of_number
from xiezhi.web.proposals.views import reader


class ContactForm(WithChoices):
    """An occasion."""

    kind = forms.TypedChoiceField(label=gettext_lazy("方式"), coerce=ContactKind)
    held_on = forms.DateField(label=gettext_lazy("日期"), widget=date_input())
    who = forms.CharField(
        label=gettext_lazy("代表、委员"),
        max_length=MAX_WHO,
        help_text=gettext_lazy("写职务和编号，几位之间用顿号，例如：旗人大代表07、旗政协委员03。"),
    )
    place = forms.CharField(label=gettext_lazy("地点"), max_length=MAX_DELEGATION, required=False)
    proposal_id = id_field(gettext_lazy("涉及的建议提案"), required=False)
    lead = forms.CharField(
        label=gettext_lazy("涉及的线索"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("编号，例如：2026-17。"),
    )
    said = words_field(gettext_lazy("提了什么意见"), limit=MAX_WORDS)
    follow_up = words_field(gettext_lazy("后续要做什么"), rows=3, limit=MAX_WORDS, required=False)


class FollowUpForm(forms.Form):
    """What was done of it."""

    on = forms.DateField(label=gettext_lazy("完成日期"), widget=date_input())
    words = forms.CharField(
        label=gettext_lazy("怎样落实"),
        max_length=MAX_LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_GET
def contact_list(request: HttpRequest) -> HttpResponse:
    """List the occasions, of one kind when asked."""
    acting = reader(request)
    asked = request.GET.get("kind", "")
    kind = ContactKind(asked) if asked in set(ContactKind) else None
    context = {
        "rows": [_row(one) for one in list_contacts(acting, kind)[:300]],
        "kinds": _kinds(kind),
        "may_enter": may(acting, Action.SCREEN_PROPOSAL),
    }
    return render(request, "proposals/contacts.html", context)


@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Write an occasion down."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    now = clock.now()
    known = [(one.id, f"{label_of(one)} {one.title}") for one in list_linkable(acting)]
    form = ContactForm(
        request.POST or None,
        choices={"proposal_id": known, "kind": labelled(CONTACT_LABELS)},
        initial={"held_on": legal_day(now), "proposal_id": request.GET.get("proposal")},
    )

    def do() -> None:
        data = dict(form.cleaned_data)
        matter = _matter(acting, data.pop("proposal_id"), data.pop("lead"))
        record_contact(draft=ContactDraft(**data, matter=matter), acting=acting, now=now)

    back = reverse("proposals:contacts")
    return acted(request, form, _page(_("登记联络"), back), do, said=_("已登记联络。"))


@require_http_methods(METHODS)
def follow_up(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Note what was done of what was asked for."""
    acting = require_any(request, Action.SCREEN_PROPOSAL)
    found = access_contact(acting, contact_id)
    now = clock.now()
    form = FollowUpForm(request.POST or None, initial={"on": legal_day(now)})

    def do() -> None:
        follow_up_contact(contact_id=contact_id, acting=acting, now=now, **form.cleaned_data)

    page = _page(_("登记落实情况"), reverse("proposals:contacts"), intro=found.follow_up)
    return acted(request, form, page, do, said=_("已登记落实情况。"))


def _matter(acting: Actor, proposal_id: UUID | None, lead: str) -> Matter | None:
    """Return what an occasion is about: a lead by its number, else a proposal."""
    named = lead_of_number(acting, lead)
    if named is not None or proposal_id is None:
        return named
    return matter_of(access_proposal(acting, proposal_id))


def _page(title: str, back: str, *, intro: str = "") -> FormPage:
    return FormPage(
        title=title,
        submit=_("保存"),
        crumb=_("代表委员联络"),
        crumb_url=reverse("proposals:contacts"),
        back=back,
        intro=intro,
    )


def _kinds(chosen: ContactKind | None) -> list[dict[str, object]]:
    kinds: list[tuple[ContactKind | None, str]] = [
        (None, _("全部")),
        *((kind, _(label)) for kind, label in CONTACT_LABELS.items()),
    ]
    return [
        {
            "label": label,
            "url": f"?kind={'' if kind is None else kind.value}",
            "is_current": kind is chosen,
        }
        for kind, label in kinds
    ]


def _row(contact: DeputyContact) -> dict[str, object]:
    url = ""
    if contact.matter_id is not None:
        kind = MatterKind(contact.matter_kind)
        url = matter_url(Matter(kind=kind, id=contact.matter_id, label=contact.matter_label))
    return {
        "contact": contact,
        "kind": _(CONTACT_LABELS[ContactKind(contact.kind)]),
        "url": url,
        "is_owed": bool(contact.follow_up) and contact.followed_up_on is None,
    }
