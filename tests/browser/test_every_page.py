"""Every page of every face, at phone and office width, by day and by night."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.browser.conftest import Site, running_site, visitors
from tests.browser.every_page import NOBODY, VIEWERS, House, furnish, pages_of
from tests.browser.page_states import AFTER_AN_ACT, Reach
from tests.conftest import lasting_database
from tests.web.unwatched import templates_unwatched

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
STATES = ((1366, 768, "light"), (360, 740, "light"), (360, 740, "dark"), (1366, 768, "dark"))
# The first time of a scheme all is examined; then the colours of whatever looks otherwise now.
EXAMINE = """async ([scheme, rules]) => {
  const behind = new Map(), looks = new Map();
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element), above = behind.get(element.parentElement) ?? "";
    behind.set(element, [style.backgroundColor, style.backgroundImage, style.opacity, above].join());
    if (element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) looks.set(
      element, [style.color, style.fontSize, style.fontWeight, behind.get(element)].join("|")
    );
  }
  const examined = (globalThis.examined ??= {}), before = examined[scheme];
  examined[scheme] = looks;
  const bears = element => element.matches("input, select, textarea")
    || [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const fresh = before && [...looks.keys()].filter(
    element => bears(element) && document.body.contains(element)
      && looks.get(element) !== before.get(element)
  );
  if (fresh && !fresh.length) return [];
  const found = await axe.run(fresh ? { include: fresh } : document, {
    resultTypes: ["violations"],
    ...(fresh ? { runOnly: { type: "rule", values: rules } } : {}),
  });
  return found.violations.map(one => one.id + ": " + one.nodes.map(node => node.target.join(" ")).slice(0, 4).join(", "));
}"""
MEASURE = (
    "() => [document.documentElement.lang, document.scrollingElement.scrollWidth - innerWidth]"
)
# No part of the page is still being fetched.
SETTLED = "() => document.readyState === 'complete' && !document.querySelector('.htmx-request')"
# What a colour scheme can spoil.
OF_COLOUR = ["color-contrast", "link-in-text-block"]
# Addresses that show no page of their own: they take posts, send files or lead on.
PAGELESS = {
    "account_logout",
    "account_reauthenticate",
    "calendar_feed",
    "campaigns:export",
    "campaigns:file",
    "campaigns:remove_lead",
    "case_papers:preview",
    "case_papers:withdraw",
    "cases:draft_drop",
    "cases:draft_file",
    "cases:evidence_export",
    "cases:export",
    "cases:portal",
    "cases:seal_slip",
    "cases:take_back",
    "cooperation:minutes",
    "desk:again",
    "desk:calendar_revoke",
    "desk:file",
    "desk:filing_approval_file",
    "desk:leads_export",
    "desk:letter_paper",
    "desk:letter_picture",
    "desk:pool_again",
    "desk:pool_ask",
    "desk:pool_contact",
    "desk:pool_read",
    "desk:pool_screen",
    "evidence:sheet",
    "exchange:draft",
    "exchange:file",
    "exchange:mark",
    "exchange:part",
    "exchange:retry",
    "exchange:review",
    "exchange:revoke",
    "exchange:take_back",
    "exchange:take_back_case",
    "exchange:turn",
    "exchange:upload",
    "healthz",
    "house:preview_rule",
    "house:rule_scan",
    "house:withdraw_limit",
    "identities:approve",
    "identities:open",
    "identities:refuse",
    "identities:second",
    "imports:batch",
    "imports:cancel",
    "imports:preview",
    "inbox:open",
    "inbox:read_all",
    "ledgers:copy",
    "ledgers:remove_columns",
    "look_backs:export",
    "member:answer",
    "member:begin_push",
    "member:bind",
    "member:end_push",
    "member:report_file",
    "member:sign_out",
    "member:task_add",
    "member:task_photo",
    "member:tasks_to_take",
    "metrics",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "office:begin_deputising",
    "office:cancel_meeting",
    "office:cancel_training",
    "office:confirm_liaison",
    "office:deactivate",
    "office:end_deputising",
    "office:end_role",
    "office:issue_work_card",
    "office:meeting_scan",
    "office:remove_superior",
    "office:reset_second_factor",
    "office:revoke_delegation",
    "office:take_back_patrol",
    "office:unbind_phones",
    "office:verify_audit",
    "open:checkpoint",
    "open:key",
    "open:release_data",
    "portal:confirm",
    "portal:file",
    "portal:hand_over",
    "portal:object",
    "portal:receive",
    "portal:reply",
    "portal_inbox:open",
    "portal_inbox:read_all",
    "proposals:file",
    "proposals:finish",
    "proposals:import_preview",
    "proposals:texts_preview",
    "pwa:manifest",
    "pwa:worker",
    "quick:add",
    "quick:discard",
    "quick:file",
    "readyz",
    "reporting:abandon",
    "reporting:aside",
    "reporting:back",
    "reporting:decide_release",
    "reporting:form_cell",
    "reporting:form_file",
    "reporting:lock",
    "reporting:publish",
    "reporting:return_cell",
    "reporting:return_file",
    "reporting:submit",
    "reporting:texts",
    "set_language",
    "snap:answer",
    "snap:erase",
    "snap:leave",
    "snap:ready",
    "snap:received",
    "snap:status_file",
    "tus:upload",
    "tus:uploads",
}


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[House, Any]]:
    """The office these pages show, in a database of its own."""
    with lasting_database(django_db_blocker, "pages") as made:
        yield furnish(), made.urls.app


@pytest.fixture(scope="module")
def pages(house: tuple[House, Any]) -> tuple[dict[str, list[str]], set[str]]:
    """Who looks at what."""
    with templates_unwatched():
        return pages_of(house[0])


@pytest.fixture(scope="module")
def site(
    house: tuple[House, Any], static_files: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """One site for all these pages."""
    with running_site(
        house[0].office, house[1], tmp_path_factory.mktemp("site") / "log"
    ) as running:
        yield running


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_page_is_accessible_fits_and_stays_at_home(
    viewer: str,
    house: tuple[House, Any],
    pages: tuple[dict[str, list[str]], set[str]],
    site: Site,
    chromium: Any,
) -> None:
    problems: list[str] = []
    with visitors(chromium, site.address) as opened:
        page = opened.open(bypass_csp=True, reduced_motion="reduce")
        if viewer != NOBODY:
            _give_session(page, site, house[0].cookie(viewer))
        strangers: list[str] = []
        page.on("request", lambda request: _note_stranger(strangers, request.url, site.address))
        page.add_init_script(path=AXE)
        for path in pages[0][viewer]:
            found = (
                _look_at(page, path)
                + strangers
                + [one for one in page.faults if not _is_asked(one, path)]
            )
            strangers.clear()
            page.faults.clear()
            problems += [f"{path} {one}" for one in found]
    assert problems == []


@pytest.mark.parametrize(
    ("viewer", "reach"), [pytest.param(*row, id=name) for name, row in AFTER_AN_ACT.items()]
)
def test_page_after_an_act_is_accessible_and_fits(
    viewer: str, reach: Reach, house: tuple[House, Any], site: Site, chromium: Any
) -> None:
    with visitors(chromium, site.address) as opened:
        page = opened.open(bypass_csp=True, reduced_motion="reduce")
        if viewer != NOBODY:
            _give_session(page, site, house[0].cookie(viewer))
        page.add_init_script(path=AXE)
        reach(page)
        assert _examine(page) + page.faults == []


def test_every_address_without_a_page_is_known(
    pages: tuple[dict[str, list[str]], set[str]],
) -> None:
    assert pages[1] == PAGELESS


def _look_at(page: Any, path: str) -> list[str]:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(path)
    return _examine(page)


def _examine(page: Any) -> list[str]:
    """Examine all by day at one width, all by night at the other.

    At the other width of each, colours are examined of what looks otherwise there or was not to be
    seen. What was shown by an act may stay on the page: it is examined anew.
    """
    page.evaluate("() => { globalThis.examined = {}; }")
    found: list[str] = []
    for width, height, scheme in STATES:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(SETTLED)
        language, beyond = page.evaluate(MEASURE)
        found += ["no language"] if not language else []
        found += [f"{width}: {beyond} px too wide"] if beyond > 0 else []
        examined = page.evaluate(EXAMINE, [scheme, OF_COLOUR])
        found += [f"{width} {scheme}: {one}" for one in examined]
    page.emulate_media(color_scheme="light")
    return found


def _give_session(page: Any, site: Site, key: str) -> None:
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site.address}]
    )


def _note_stranger(strangers: list[str], url: str, address: str) -> None:
    if urlsplit(url).scheme in {"http", "https", "ws"} and not url.startswith(address):
        strangers.append(f"asks {url}")


def _is_asked(fault: str, path: str) -> bool:
    """The problem pages among them answer 403 and 404."""
    return fault.startswith("Failed to load resource") and path.split("?", maxsplit=1)[0] in fault
