"""Steps of the procedure beside the decision, each with its article."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.leads.rules.feedback import FEEDBACK_WORDS
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.services.feedback import give_feedback
from xiezhi.leads.services.outcomes import (
    accept_transfer,
    ask_material,
    note_handed_over,
    receive_material,
    record_national_number,
    start_preliminary,
)
from xiezhi.leads.services.verification import verify_lead
from xiezhi.web.desk.act_forms import ActForm, DayInput, words_field
from xiezhi.web.desk.act_page import ActPage, Doing, act_page


class OptionalReasonForm(ActForm):
    """A step that may be explained."""

    reason = words_field(_("说明"), required=False)


class MaterialForm(ActForm):
    """What more is wanted from the reporters."""

    words = words_field(_("请反映人补充什么"), limit=1000)


class AcceptedForm(ActForm):
    """What the other procuratorate answered."""

    accepted_by = forms.CharField(label=_("接收院及回执文号"), max_length=200)


class HandedOverForm(ActForm):
    """When the lead reached whom it was handed to."""

    handed_on = forms.DateField(label=_("移送日期"), widget=DayInput())

    @override
    def prepare(self) -> None:
        """Start with today."""
        self.start(handed_on=self.today)


class NationalNumberForm(ActForm):
    """The number the national system gave."""

    number = forms.CharField(label=_("2.0线索号"), max_length=60)
    registered_on = forms.DateField(label=_("2.0登记日期"), widget=DayInput())

    @override
    def prepare(self) -> None:
        """Start with what stands, today where nothing does."""
        self.start(
            number=self.lead.national_number,
            registered_on=self.lead.national_registered_on or self.today,
        )


class VerifyForm(ActForm):
    """What the officer found when verifying."""

    is_mended = forms.TypedChoiceField(
        label=_("核实结果"),
        choices=[("yes", _("已整改到位")), ("no", _("未整改或整改不到位"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = words_field(_("核实情况"), help_text=_("写明何时、何人、如何核实，看到什么。"))


class FeedbackForm(ActForm):
    """What the reporters are told of the outcome."""

    words = words_field(_("反馈语"), limit=500, help_text=_("中性表述，不写案情、不写他人。"))

    @override
    def prepare(self) -> None:
        """Offer the ready words of this outcome."""
        ready = FEEDBACK_WORDS.get(LeadState(self.lead.state), "")
        self.start(words=_now(ready) if ready else "")


def _preliminary(doing: Doing) -> None:
    start_preliminary(
        lead_id=doing.lead.id, reason=doing.data["reason"], acting=doing.acting, now=doing.now
    )


def _material(doing: Doing) -> None:
    ask_material(
        lead_id=doing.lead.id, words=doing.data["words"], acting=doing.acting, now=doing.now
    )


def _received(doing: Doing) -> None:
    receive_material(
        lead_id=doing.lead.id, reason=doing.data["reason"], acting=doing.acting, now=doing.now
    )


def _accepted(doing: Doing) -> None:
    accept_transfer(
        lead_id=doing.lead.id,
        accepted_by=doing.data["accepted_by"],
        acting=doing.acting,
        now=doing.now,
    )


def _handed_over(doing: Doing) -> None:
    note_handed_over(
        lead_id=doing.lead.id,
        handed_on=doing.data["handed_on"],
        acting=doing.acting,
        now=doing.now,
    )


def _national(doing: Doing) -> None:
    record_national_number(
        lead_id=doing.lead.id,
        number=doing.data["number"],
        registered_on=doing.data["registered_on"],
        acting=doing.acting,
        now=doing.now,
    )


def _verify(doing: Doing) -> None:
    verify_lead(
        lead_id=doing.lead.id,
        is_mended=doing.data["is_mended"],
        words=doing.data["words"],
        acting=doing.acting,
        now=doing.now,
    )


def _feedback(doing: Doing) -> None:
    give_feedback(
        lead_id=doing.lead.id, words=doing.data["words"], acting=doing.acting, now=doing.now
    )


def _page(title: object, submit: object, done: object, **rest: Any) -> ActPage:
    return ActPage(title=title, submit=submit, done=done, **{"right": Action.HANDLE_LEAD, **rest})


_PRELIMINARY = _page(
    _("开展初步调查"), _("开展初步调查"), _("已转入初步调查。"),
    form=OptionalReasonForm, perform=_preliminary, basis="办案规则第27条",
)  # fmt: skip
_MATERIAL = _page(
    _("要求补充材料"), _("发出"), _("已请反映人补充，对方凭查询码看到。"),
    form=MaterialForm, perform=_material, basis="本院规定",
)  # fmt: skip
_RECEIVED = _page(
    _("收到补充材料"), _("登记收到"), _("已登记，恢复为待评估。"),
    form=OptionalReasonForm, perform=_received, basis="本院规定",
)  # fmt: skip
_ACCEPTED = _page(
    _("受移送检察院接收"), _("登记接收"), _("已登记接收。"),
    form=AcceptedForm, perform=_accepted, basis="办案规则第26条",
)  # fmt: skip
_HANDED_OVER = _page(
    _("登记已移送"), _("登记"), _("已登记移送，期限随之结束。"),
    form=HandedOverForm, perform=_handed_over, basis="办案规则第31条",
    text=_("照移送材料回执的日期登记。"),
)  # fmt: skip
_NATIONAL = _page(
    _("登记2.0编号"), _("登记"), _("已登记2.0线索号。"),
    form=NationalNumberForm, perform=_national, right=Action.RECORD_DECISION, basis="本院规定",
    text=_("编号由检察业务应用系统2.0产生，这里只回填。"),
)  # fmt: skip
_VERIFY = _page(
    _("核实"), _("登记核实结果"), _("核实结果已登记。"),
    form=VerifyForm, perform=_verify, basis="本院规定",
    text=_("网格员协助核实只是线索，结论由检察人员作出。"),
)  # fmt: skip
_FEEDBACK = _page(
    _("反馈反映人"), _("发出反馈"), _("已反馈，反映人凭查询码看到。"),
    form=FeedbackForm, perform=_feedback, basis="本院规定",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def preliminary(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Start the preliminary investigation."""
    return act_page(request, lead_id, _PRELIMINARY)


@require_http_methods(["GET", "POST"])
def material(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Ask the reporters for more material."""
    return act_page(request, lead_id, _MATERIAL)


@require_http_methods(["GET", "POST"])
def material_received(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Note that the material came."""
    return act_page(request, lead_id, _RECEIVED)


@require_http_methods(["GET", "POST"])
def transfer_accepted(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Note that the other procuratorate accepted the lead."""
    return act_page(request, lead_id, _ACCEPTED)


@require_http_methods(["GET", "POST"])
def handed_over(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Note that the lead reached whom it was handed to."""
    return act_page(request, lead_id, _HANDED_OVER)


@require_http_methods(["GET", "POST"])
def national_number(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Enter the number of the national system."""
    return act_page(request, lead_id, _NATIONAL)


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Enter what verification found."""
    return act_page(request, lead_id, _VERIFY)


@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Tell the reporters the outcome."""
    return act_page(request, lead_id, _FEEDBACK)
