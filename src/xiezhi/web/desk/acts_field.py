"""协助核实: send a grid member to look again, with an earlier picture as guide."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from typing_extensions import override

from xiezhi.accounts.rules.rights import Action
from xiezhi.leads.selectors.field_tasks import access_field_task
from xiezhi.leads.selectors.source_words import picture_ids_of
from xiezhi.leads.services.field_tasks import send_field_task, withdraw_field_task
from xiezhi.supporters.selectors.on_duty import list_grid_members_on_duty
from xiezhi.web.desk.act_forms import ActForm, NothingForm, words_field
from xiezhi.web.desk.act_page import ActPage, Doing, act_page
from xiezhi.web.requests import actor_of


class TaskForm(ActForm):
    """Who looks again, at what, guided by which picture."""

    supporter = forms.TypedChoiceField(
        label=_("网格员"), coerce=UUID, help_text=_("本苏木镇的排在前面。")
    )
    words = words_field(
        _("请看什么"), rows=3, limit=300, help_text=_("用自己的话写，不抄反映原文，不写反映人。")
    )
    place_words = forms.CharField(label=_("地点"), max_length=260, required=False)
    guide = forms.TypedChoiceField(
        label=_("参照照片"),
        coerce=lambda value: UUID(value) if value else None,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect(attrs={"class": "guides"}),
    )

    @override
    def prepare(self) -> None:
        """Offer the members on duty, nearest first, and the pictures of the lead."""
        members = list_grid_members_on_duty(self.today, self.lead.town)
        self.offer("supporter", [(str(one.id), _member(one)) for one in members])
        self.pictures = picture_ids_of(self.lead)
        self.offer(
            "guide", [("", _now("不附照片")), *((str(one), str(one)) for one in self.pictures)]
        )
        self.start(
            words=_now("请到现场看看现在的情况，按原来的角度拍一张照片。"),
            place_words=self.lead.place_words,
            guide=str(self.pictures[0]) if self.pictures else "",
        )


def _member(member: object) -> str:
    parts = (getattr(member, name) for name in ("label", "town", "village", "trade"))
    return " · ".join(part for part in parts if part)


def _send(doing: Doing) -> None:
    send_field_task(
        lead_id=doing.lead.id,
        supporter_id=doing.data["supporter"],
        words=doing.data["words"],
        place_words=doing.data["place_words"],
        guide_id=doing.data["guide"],
        acting=doing.acting,
        now=doing.now,
    )


_TASK = ActPage(
    title=_("派网格员协助核实"),
    submit=_("派出"),
    done=_("已派出，网格员会收到提醒。"),
    form=TaskForm,
    perform=_send,
    right=Action.SEND_FIELD_TASK,
    basis="本院规定",
    text=_("网格员看不到线索和反映人，只看到这里写的话和参照照片。"),
    template="desk/act_task.html",
    fields_of={"leads.not_a_picture_of_lead": "guide", "supporters.not_on_duty": "supporter"},
    anchor="tasks",
)


@require_http_methods(["GET", "POST"])
def task(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Send a task to a grid member."""
    return act_page(request, lead_id, _TASK)


@require_http_methods(["GET", "POST"])
def withdraw_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Withdraw a task not done yet."""
    found = access_field_task(actor_of(request), task_id)

    def perform(doing: Doing) -> None:
        withdraw_field_task(task_id=task_id, acting=doing.acting, now=doing.now)

    page = ActPage(
        title=_("撤回协助核实"),
        submit=_("撤回"),
        done=_("已撤回。"),
        form=NothingForm,
        perform=perform,
        right=Action.SEND_FIELD_TASK,
        text=found.words,
        anchor="tasks",
    )
    return act_page(request, found.matter_id, page)
