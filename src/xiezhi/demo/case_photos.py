"""Photos taken in the demo's cases: when evidence is fixed, followed up and looked at again."""

from datetime import datetime, timedelta

from xiezhi.cases.rules.grounds import Finding
from xiezhi.demo.case_tables import DemoAct, DemoCaseAct
from xiezhi.demo.schedule import Photo
from xiezhi.demo.stories import Story

_BEFORE_ENTERING = timedelta(minutes=40)
_BETWEEN = timedelta(minutes=3)


def photos_of(row: DemoCaseAct, story: Story, at: datetime) -> tuple[Photo, ...]:
    """Return the photos of one visit: the whole place first, then a nearer look at a part of it.

    What was put right in part is put right where one looks first.
    """
    taken = [at - _BEFORE_ENTERING + _BETWEEN * view for view in range(row.shots)]
    return tuple(
        _photo(story, view, taken_at, after=_is_mended(row, view))
        for view, taken_at in enumerate(taken)
    )


def _is_mended(row: DemoCaseAct, view: int) -> bool:
    if row.act is DemoAct.EVIDENCE or row.finding is Finding.NONE:
        return False
    return row.finding is not Finding.PART or view == 0


def _photo(story: Story, view: int, taken_at: datetime, *, after: bool) -> Photo:
    latitude, longitude = story.position
    return Photo(
        name=f"IMG_{taken_at:%Y%m%d_%H%M%S}.jpg",
        scene=story.scene,
        key=f"{story.town}/{story.place or story.key}/0",
        taken_at=taken_at,
        latitude=latitude,
        longitude=longitude,
        after=after,
        view=view,
    )
