"""Steps of the inner zone about a member's trainings and patrols."""

from datetime import timedelta
from uuid import UUID

from tests.scenarios.zones.carrying import person, scope, when
from tests.scenarios.zones.inside import member_details
from tests.supporters.cast import plan
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.notifications.models import Message
from xiezhi.supporters.models import Patrol, Training, TrainingAttendance
from xiezhi.supporters.services.appointments import appoint_supporter
from xiezhi.supporters.services.patrols import PatrolDraft, give_patrols
from xiezhi.supporters.services.trainings import Marks, record_attendance
from xiezhi.supporters.services.work_cards import issue_work_card


def liaison() -> Actor:
    return person("联络员09", Role.LIAISON)


def called_member(number: int = 9) -> dict[str, str]:
    """Appoint a member, call them to a training, send them on a patrol."""
    now = when(0)
    with scope() as office:
        system = system_actor(office.id)
        member = appoint_supporter(acting=system, details=member_details(number), now=now)
        card = issue_work_card(acting=system, supporter_id=member.id, now=now)
        training = plan(liaison(), now, called=str(number), title="第二期岗前培训")
        draft = PatrolDraft(
            place_words="罕台川大桥下",
            words="有没有采砂",
            due_on=legal_day(now) + timedelta(days=3),
        )
        (patrol,) = give_patrols(supporter_ids=[member.id], draft=draft, acting=liaison(), now=now)
        return {"card": card, "training": str(training.id), "patrol": str(patrol.id)}


def part_inside(training: str) -> list[str]:
    """Return what the member answered, and what the planner was told."""
    with scope():
        part = TrainingAttendance.objects.select_related("supporter").get(training_id=training)
        told = Message.objects.filter(
            recipient_id=liaison().id,
            kind="supporters.leave",
            title__startswith=part.supporter.label,
        )
        return [part.reply, part.reply_words, *told.values_list("title", flat=True)]


def patrol_inside(patrol: str) -> list[str]:
    """Return what a patrol ended with, and the reports it names."""
    with scope():
        found = Patrol.objects.get(id=patrol)
        return [found.result, *(str(one) for one in found.report_ids)]


def hold(training: str, present: str = "9") -> None:
    """Move a training into yesterday and record the member as present."""
    with scope():
        Training.objects.filter(id=training).update(starts_at=when(-1))
        record_attendance(
            training_id=UUID(training), marks=Marks(present=present), acting=liaison(), now=when(0)
        )
