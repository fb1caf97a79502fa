"""A training to come, one held, and a patrol of the grid member whose pages are looked at."""

from datetime import datetime, timedelta
from typing import Any

from tests.supporters.cast import plan
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.supporters.rules.training import TrainingKind
from xiezhi.supporters.services.patrols import PatrolDraft, give_patrols
from xiezhi.supporters.services.trainings import Marks, record_attendance


def home_ids(member: Actor, head: Actor, now: datetime) -> dict[str, Any]:
    """The ids of the training held, of the one to come and of the patrol."""
    assert member.id is not None
    coming = plan(head, now, title="观摩庭审", kind=TrainingKind.TRIAL, is_required=False)
    earlier = now - timedelta(days=30)
    training = plan(head, earlier, starts_at=now - timedelta(days=20), material="带上手机")
    marks = Marks(present="7")
    record_attendance(training_id=training.id, marks=marks, acting=head, now=now)
    draft = PatrolDraft(
        place_words="罕台川从大桥到拦河坝",
        words="有没有新倒的垃圾",
        due_on=legal_day(now) + timedelta(days=2),
    )
    (patrol,) = give_patrols(supporter_ids=[member.id], draft=draft, acting=head, now=now)
    return {
        "training_id": training.id,
        "patrol_id": patrol.id,
        "coming_training_id": coming.id,
    }
