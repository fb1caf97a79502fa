"""我的片区: town and village, a sketch with the own reports, what came of each, whom to call."""

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.accounts.selectors.towns import find_town, list_towns
from xiezhi.geo.distance import distance_m
from xiezhi.geo.position import Position, PositionSource
from xiezhi.geo.sketch import Mark, MarkKind, SketchWords, sketch_svg
from xiezhi.house.rules.functions import Circle
from xiezhi.house.selectors.functions import list_contacts
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.member import describe_own_reports, list_own_places
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.supporters.models import Supporter
from xiezhi.web.member.duties import contact_line
from xiezhi.web.member.views import area_of, line_of, own_profile, prosecutor_of
from xiezhi.web.requests import require_kind

_PLACES: Final = 20
_LEAST_M: Final = 2_000
_MOST_M: Final = 40_000
_ROOM: Final = 1.15


@require_GET
def area(request: HttpRequest) -> HttpResponse:
    """Show the area a member looks after."""
    acting = require_kind(request, ActorKind.SUPPORTER)
    supporter = own_profile(acting)
    reports = list_own_places(acting, most=_PLACES)
    lines = [line_of(one) for one in describe_own_reports(reports)]
    contacts = list_contacts(Circle.SUPPORTERS, legal_day(clock.now()))
    context = {
        "area": area_of(supporter),
        "term_ends_on": supporter.term_until,
        "sketch": _sketch(supporter, reports),
        "places": [line | {"number": number} for number, line in enumerate(lines, start=1)],
        "prosecutor": prosecutor_of(request, supporter),
        "contacts": [contact_line(one) for one in contacts],
        "member": {"label": acting.label, "url": reverse("member:mine")},
    }
    return render(request, "snap/area.html", context)


def _sketch(supporter: Supporter, reports: Sequence[Report]) -> SafeString | str:
    """Return the sketch round the own town's seat, or "" where its place is not known."""
    town = find_town(supporter.town)
    if town is None or town.latitude is None or town.longitude is None:
        return ""
    centre = Position(
        lat=town.latitude,
        lon=town.longitude,
        accuracy_m=None,
        source=PositionSource.PLACE_NAME,
    )
    own = [
        Mark(lat=one.latitude, lon=one.longitude, label=str(number), kind=MarkKind.EARLIER)
        for number, one in enumerate(reports, start=1)
        if one.latitude is not None and one.longitude is not None
    ]
    others = [
        Mark(lat=one.latitude, lon=one.longitude, label=one.name, kind=MarkKind.TOWN)
        for one in list_towns()
        if one.id != town.id and one.latitude is not None and one.longitude is not None
    ]
    words = SketchWords(title=_("位置略图"), here=town.name, north=_("北"))
    drawn = sketch_svg(centre, [*own, *others], words=words, radius_m=_radius(centre, own))
    # Made of our own elements; every word in it was escaped by geo.svg.
    return mark_safe(drawn)  # noqa: S308


def _radius(centre: Position, own: Sequence[Mark]) -> int:
    """Return how far the sketch reaches: to the farthest own report, within bounds."""
    farthest = max((distance_m(centre.lat, centre.lon, one.lat, one.lon) for one in own), default=0)
    wanted = int(farthest * _ROOM / 1000 + 1) * 1000
    return min(max(wanted, _LEAST_M), _MOST_M)
