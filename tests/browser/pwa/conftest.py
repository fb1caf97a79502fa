"""A site behind a line that can be cut, and telephones on it."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import PHONE, Site, running_site, visitors
from tests.browser.pwa.wire import Wire
from tests.conftest import lasting_database

# Failures of the line are what these tests make.
CUT = ("net::ERR_", "Failed to load resource", "Failed to fetch")


@pytest.fixture(scope="package")
def site(
    chromium: Any,
    django_db_setup: None,
    django_db_blocker: Any,
    static_files: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """One site for all these tests: each counts its own reports by their words.

    After the browser: inside its event loop Django keeps another connection than outside, and the
    one opened here must be the one closed here.
    """
    from tests.cast import make_office  # noqa: PLC0415  # models need Django's setup
    from xiezhi.kernel import clock  # noqa: PLC0415

    with lasting_database(django_db_blocker, "pwa") as made:
        office = make_office(clock.now())
        log = tmp_path_factory.mktemp("pwa") / "site.log"
        with running_site(office, made.urls.app, log) as running:
            yield running


@pytest.fixture
def wire(site: Site) -> Iterator[Wire]:
    """The line between the telephones and the site, whose door is quiet at first."""
    from xiezhi.infra.tenant import tenant_scope  # noqa: PLC0415
    from xiezhi.vault.models import SpentProof  # noqa: PLC0415

    with tenant_scope(site.office.id):
        SpentProof.objects.all().delete()
    port = urlsplit(site.address).port
    assert port is not None
    line = Wire(port)
    line.open()
    yield line
    line.close()


@pytest.fixture
def dial(chromium: Any, wire: Wire, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Opens the browser of one more telephone; at the end none may have met a fault of ours."""
    with visitors(chromium, wire.address) as opened:
        yield lambda **options: opened.open(**(PHONE | options))
        for page in opened.pages:
            page.faults[:] = [one for one in page.faults if not one.startswith(CUT)]
        opened.finish(request.node)


@pytest.fixture
def phone(dial: Callable[..., Any]) -> Any:
    """A telephone with the report page open, its outbox and its service worker at work."""
    from tests.browser.pwa.hand import open_report  # noqa: PLC0415  # names models

    page = dial()
    open_report(page)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    return page
