"""Releases: what everybody may read, and all of them for those who prepare them."""

from collections.abc import Iterator
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.disclosure.models import FigureRelease
from xiezhi.disclosure.rules.crossing import CrossedRelease
from xiezhi.disclosure.rules.release import ReleasePeriod, ReleaseState, figures_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError

_OUT = (ReleaseState.RELEASED, ReleaseState.WITHDRAWN)


def list_public_releases() -> list[FigureRelease]:
    """Return what is out, newest period first; what was withdrawn stays named, with its reason."""
    return list(FigureRelease.objects.filter(state__in=_OUT).order_by("-until", "-released_at"))


def get_public_release(release_id: UUID) -> FigureRelease:
    """Return a release that is out; of a withdrawn one only that it was is told.

    Raises:
        NotFoundError: ``disclosure.no_release``.
    """
    found: FigureRelease | None = FigureRelease.objects.filter(
        id=release_id, state__in=_OUT
    ).first()
    if found is None:
        raise NotFoundError("disclosure.no_release")
    return found


def list_releases(acting: Actor) -> list[FigureRelease]:
    """Return every release, newest first.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    return list(FigureRelease.objects.order_by("-proposed_at"))


def access_release(acting: Actor, release_id: UUID, *, lock: bool = False) -> FigureRelease:
    """Return a release in whatever state.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``disclosure.no_release``.
    """
    require(acting, Action.PREPARE_RETURN)
    releases = FigureRelease.objects.select_for_update() if lock else FigureRelease.objects
    found: FigureRelease | None = releases.filter(id=release_id).first()
    if found is None:
        raise NotFoundError("disclosure.no_release")
    return found


def told_periods() -> list[ReleasePeriod]:
    """Return the periods that are out, were out, or wait to be."""
    told = FigureRelease.objects.exclude(state=ReleaseState.REFUSED)
    return [
        ReleasePeriod(
            since=one.since, until=one.until, is_withdrawn=one.state == ReleaseState.WITHDRAWN
        )
        for one in told.order_by("since")
    ]


def crossed_releases() -> Iterator[CrossedRelease]:
    """Yield what the outer zone shows."""
    for one in list_public_releases():
        figures = figures_of(one.content)
        is_out = one.state == ReleaseState.RELEASED
        yield CrossedRelease(
            id=one.id,
            first_day=one.since,
            last_day=one.until,
            note=one.note,
            lines=figures.lines if is_out else (),
            tables=figures.tables if is_out else (),
            released_at=one.released_at or one.proposed_at,
            taken_down_at=one.withdrawn_at,
            taken_down_reason="" if is_out else one.decided_reason,
        )
