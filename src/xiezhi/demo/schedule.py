"""When things happen in the demo, and the photos taken on the way."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from xiezhi.demo.canvas import Dice
from xiezhi.demo.pictures import Scene, take_photo
from xiezhi.demo.stories import PoolMessage, Story
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.supporters.rules.field import FieldResult

ANCHOR: Final = date(2026, 11, 23)
_LATEST: Final = timedelta(minutes=20)


class Moment(StrEnum):
    """A step of a story that has a time."""

    RECEIVED = "received"
    REGISTERED = "registered"
    MERGED = "merged"
    INQUIRED = "inquired"
    ASSESSED = "assessed"
    DECIDED = "decided"
    ACCEPTED = "accepted"
    SENT = "sent"
    SIGNED = "signed"
    REPLIED = "replied"
    LOOKED = "looked"
    REPORTED_AGAIN = "reported_again"
    ANSWERED = "answered"
    TOLD = "told"


# Hours from the step before: fewest and most.
_PAUSES: Final[dict[Moment, tuple[float, float]]] = {
    Moment.RECEIVED: (0.1, 1.5),
    Moment.REGISTERED: (2, 40),
    Moment.MERGED: (4, 60),
    Moment.INQUIRED: (20, 90),
    Moment.ASSESSED: (40, 110),
    Moment.DECIDED: (8, 60),
    Moment.ACCEPTED: (60, 160),
    Moment.SENT: (8, 40),
    Moment.SIGNED: (4, 50),
    Moment.REPLIED: (200, 560),
    Moment.LOOKED: (40, 140),
    Moment.REPORTED_AGAIN: (300, 700),
    Moment.ANSWERED: (20, 90),
    Moment.TOLD: (1, 30),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo to be drawn; ``jpeg`` draws it."""

    name: str
    scene: Scene
    key: str
    taken_at: datetime
    latitude: float
    longitude: float
    after: bool = False
    view: int = 0

    def jpeg(self) -> bytes:
        """The file's bytes; always the same."""
        return take_photo(
            self.scene,
            self.key,
            taken_at=self.taken_at,
            latitude=self.latitude,
            longitude=self.longitude,
            after=self.after,
            view=self.view,
        )


def seen_at(item: Story | PoolMessage, *, now: datetime) -> datetime:
    """When it was seen, with the table's days moved so that its last day is today."""
    here = now.astimezone(item.seen.tzinfo)
    return min(item.seen + (here.date() - ANCHOR), here - 2 * _LATEST)


def timeline(story: Story, *, now: datetime) -> dict[Moment, datetime]:
    """When each step the story reached happens, in order and before ``now``.

    The steps of the last weeks are drawn together where they would lie in the future.
    """
    seen = seen_at(story, now=now)
    dice = Dice(story.key, "timeline")
    pauses = [(step, dice.between(*_PAUSES[step])) for step in _steps(story)]
    total = timedelta(hours=sum(hours for _, hours in pauses))
    available = now - _LATEST - seen
    squeeze = min(1.0, available / total)
    found: dict[Moment, datetime] = {}
    at = seen
    for step, hours in pauses:
        at += timedelta(hours=hours * squeeze)
        found[step] = at.replace(microsecond=0)
    return found


def _steps(story: Story) -> list[Moment]:
    inquired = story.state in {LeadState.PRELIMINARY, LeadState.MORE_MATERIAL}
    decided = story.assessed is not None and story.state is not LeadState.AWAITING_DECISION
    reached = {
        Moment.RECEIVED: True,
        Moment.REGISTERED: True,
        Moment.MERGED: bool(story.into),
        Moment.INQUIRED: inquired,
        Moment.ASSESSED: story.assessed is not None,
        Moment.DECIDED: decided,
        Moment.ACCEPTED: story.state is LeadState.TRANSFERRED,
        Moment.SENT: story.referral is not None,
        Moment.SIGNED: story.referral is not None,
        Moment.REPLIED: story.reply is not None,
        Moment.LOOKED: story.looked is not None,
        Moment.REPORTED_AGAIN: story.again is not None,
        Moment.ANSWERED: story.again is not None,
        Moment.TOLD: bool(story.told),
    }
    return [step for step in Moment if reached[step]]


def photos(item: Story | PoolMessage, *, now: datetime) -> tuple[Photo, ...]:
    """The photos sent with the first report."""
    if item.scene is None:
        return ()
    count = item.photos if isinstance(item, Story) else 1
    seen = seen_at(item, now=now)
    return tuple(
        _photo(item, item.scene, at, seen + timedelta(seconds=40 * at)) for at in range(count)
    )


def later_photo(story: Story, *, now: datetime) -> Photo | None:
    """The grid member's photo from the same angle, or None when nobody looked again."""
    if story.looked is None:
        return None
    at = timeline(story, now=now)[Moment.LOOKED]
    mended = story.looked.result is FieldResult.MENDED
    return _photo(story, story.scene, 0, at - timedelta(minutes=15), after=mended)


def _photo(
    item: Story | PoolMessage, scene: Scene, number: int, taken_at: datetime, *, after: bool = False
) -> Photo:
    latitude, longitude = item.position
    return Photo(
        name=f"IMG_{taken_at:%Y%m%d_%H%M%S}.jpg",
        scene=scene,
        key=f"{item.town}/{item.place or item.key}/0",
        taken_at=taken_at,
        latitude=latitude,
        longitude=longitude,
        after=after,
        view=number,
    )
