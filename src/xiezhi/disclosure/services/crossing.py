"""A release as it came in a package."""

from datetime import datetime

from xiezhi.disclosure.models import FigureRelease
from xiezhi.disclosure.rules.crossing import CrossedRelease
from xiezhi.disclosure.rules.release import ReleasedFigures, ReleaseState, stored_figures
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act


def take_release(*, release: CrossedRelease, acting: Actor, now: datetime) -> None:
    """Show, or no longer show, a release outside."""
    is_out = release.taken_down_at is None
    figures = ReleasedFigures(lines=release.lines, tables=release.tables)
    with act(acting=acting, now=now) as record:
        FigureRelease(
            id=release.id,
            since=release.first_day,
            until=release.last_day,
            state=ReleaseState.RELEASED if is_out else ReleaseState.WITHDRAWN,
            content=stored_figures(figures),
            note=release.note,
            proposed_at=release.released_at,
            released_at=release.released_at,
            withdrawn_at=release.taken_down_at,
            decided_reason=release.taken_down_reason,
        ).save()
        record("disclosure.take_release", "release", release.id, after={"content": is_out})
