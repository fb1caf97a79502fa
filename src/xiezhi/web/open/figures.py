"""公开数据: what the office released, for everybody; small groups are not in it."""

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiezhi.disclosure.models import FigureRelease
from xiezhi.disclosure.rules.release import ReleasedFigures, ReleaseState, figures_of
from xiezhi.disclosure.selectors.releases import get_public_release, list_public_releases
from xiezhi.web.open.navigation import open_navigation


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Show the newest release and name the others."""
    releases = list_public_releases()
    newest = next((one for one in releases if one.state == ReleaseState.RELEASED), None)
    return _page(request, newest, releases)


@require_GET
def release(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Show one release; of a withdrawn one that it was, and why."""
    return _page(request, get_public_release(release_id), list_public_releases())


@require_GET
def data(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Send a release as CSV, as spreadsheets here open it (UTF-8 with its mark)."""
    del request
    found = get_public_release(release_id)
    out = io.StringIO()
    csv.writer(out).writerows(_lines(figures_of(found.content)))
    name = f"figures-{found.since:%Y%m%d}-{found.until:%Y%m%d}.csv"
    return HttpResponse(
        "\ufeff" + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(
    request: HttpRequest, found: FigureRelease | None, releases: list[FigureRelease]
) -> HttpResponse:
    context = {
        "open_navigation": open_navigation("figures"),
        "found": found,
        "figures": figures_of(found.content) if found else None,
        "releases": releases,
    }
    return render(request, "open/figures.html", context)


def _lines(figures: ReleasedFigures) -> list[list[str]]:
    """Return a head and one line for each number; an empty value is withheld."""
    rows = [[_("指标"), _("分组"), _("组别"), _("数值"), _("单位")]]
    rows += [[_(one.name), "", "", one.words, _(one.unit)] for one in figures.lines]
    for table in figures.tables:
        for row in table.rows:
            value = "" if row.count is None else str(row.count)
            rows.append([_(table.name), _(table.by), _(row.name), value, _(table.unit)])
    return rows
