"""How somebody stands with a training, in words and a tone; on the desk and on the phone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiezhi.supporters.rules.training import (
    TRAINING_KIND_LABELS,
    KindStanding,
    TrainingKind,
    TrainingStanding,
)

TONES: Final[Mapping[TrainingStanding, str]] = {
    TrainingStanding.VALID: "green",
    TrainingStanding.EXPIRING: "amber",
    TrainingStanding.EXPIRED: "red",
    TrainingStanding.MISSING: "amber",
}
_SAID: Final[Mapping[TrainingStanding, str]] = {
    TrainingStanding.VALID: gettext_noop("%(kind)s有效"),
    TrainingStanding.EXPIRING: gettext_noop("%(kind)s还有 %(days)s 天到期"),
    TrainingStanding.EXPIRED: gettext_noop("%(kind)s已到期 %(days)s 天"),
    TrainingStanding.MISSING: gettext_noop("未参加%(kind)s"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A chip's words and tone."""

    text: str
    tone: str


def words_of(one: KindStanding) -> Words:
    """Return how somebody stands with a kind of training, with days where they matter."""
    values = {"kind": _(TRAINING_KIND_LABELS[one.kind]), "days": one.days or 0}
    return Words(text=_(_SAID[one.standing]) % values, tone=TONES[one.standing])


def pre_job_words(standings: Mapping[TrainingKind, KindStanding]) -> Words | None:
    """Return what a roster says of 岗前培训; nothing while it is valid and far from its end."""
    found = standings[TrainingKind.PRE_JOB]
    return None if found.standing is TrainingStanding.VALID else words_of(found)
