"""The demo's days: office acts in office hours, mergers before the target is assessed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from xiezhi.demo.schedule import Moment, timeline
from xiezhi.demo.stories import Story, stories
from xiezhi.kernel.clock import CHINA

Times = dict[Moment, datetime]

_OPENS, _LUNCH, _BACK, _CLOSES = 9, 12, 14, 18
_SATURDAY: Final = 5
_LAST: Final = timedelta(minutes=10)
_STEP: Final = timedelta(minutes=10)
_OUTSIDE: Final = frozenset({Moment.RECEIVED, Moment.LOOKED, Moment.REPORTED_AGAIN})


def plan(*, now: datetime) -> Mapping[str, Times]:
    """Return when each step of each story happens, by the story's key."""
    times = {
        key: in_office_hours(timeline(story, now=now), now=now) for key, story in stories().items()
    }
    for story in stories().values():
        if story.into:
            target = times[story.into]
            soonest = target[Moment.REGISTERED] + timedelta(hours=1)
            times[story.key][Moment.MERGED] = max(times[story.key][Moment.MERGED], soonest)
    for key in {story.into for story in stories().values() if story.into}:
        times[key] = _after_mergers(key, times, now)
    return times


def at_work(instant: datetime) -> datetime:
    """Return the instant itself when an office works then, else the next one when it does."""
    local = instant.astimezone(CHINA)
    if local.hour < _OPENS:
        local = local.replace(hour=_OPENS)
    elif _LUNCH <= local.hour < _BACK:
        local = local.replace(hour=_BACK)
    elif local.hour >= _CLOSES:
        local = local.replace(hour=_OPENS) + timedelta(days=1)
    while local.weekday() >= _SATURDAY:
        local += timedelta(days=1)
    return local.astimezone(instant.tzinfo)


def in_office_hours(times: Times, *, now: datetime) -> Times:
    """Move what the office and units do into working hours; as it was where that runs past now."""
    moved: Times = {}
    last = datetime.min.replace(tzinfo=now.tzinfo)
    for moment, at in times.items():
        after = max(at, last + _STEP)
        last = moved[moment] = after if moment in _OUTSIDE else at_work(after)
    return moved if last <= now - _LAST else times


def between(first: datetime, last: datetime, share: float) -> datetime:
    """Return the instant ``share`` of the way from the first to the last."""
    return (first + (last - first) * share).replace(microsecond=0)


def _after_mergers(key: str, times: Mapping[str, Times], now: datetime) -> Times:
    """Put off what ends a lead until every lead that joins it has joined."""
    own = times[key]
    joined = max(times[one.key][Moment.MERGED] for one in stories().values() if one.into == key)
    later = [moment for moment in own if list(Moment).index(moment) > _index(Moment.INQUIRED)]
    if not later or own[later[0]] > joined + _STEP:
        return own
    delay = timedelta(days=(joined - own[later[0]]).days + 1)
    shifted = {moment: at + delay if moment in later else at for moment, at in own.items()}
    return in_office_hours(shifted, now=now)


def _index(moment: Moment) -> int:
    return list(Moment).index(moment)


def is_newest_proposed(story: Story) -> bool:
    """Tell the lead whose number in the national system is still to be entered."""
    proposed = [one for one in stories().values() if one.state is story.state]
    return story.seen == max(one.seen for one in proposed)
