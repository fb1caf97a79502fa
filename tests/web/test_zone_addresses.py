"""Every address a page of a zone leads to is one of that zone's."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

WEB = ROOT / "src" / "xiezhi" / "web"
BOTH = ("exchange", "inbox", "accounts", "mfa", "components")
PAGES = {
    "inner": ("desk", "office", "quick", "house", "imports", "ledgers", "reporting", "law", *BOTH),
    "outer": ("outer", "snap", "member", "portal", "unit_reports", "open", *BOTH),
}
# A tag with "as" gives nothing where there is no such address, and these ask before.
GUARDED = {"accounts/redirects.py", "accounts/phone.py"}
# The portal's own door, beside those of the desk.
ONLY_OUTSIDE = {"accounts/unit_sign_in.html"}
# Parts of exchange about leads, installed with them only.
WITH_LEADS = re.compile(r"exchange/(matter|received|_matters|case_|_case_matters|take_case)")
IN_PYTHON = re.compile(r'(?:reverse|redirect)\(\s*"([a-z_]+:[a-z_]+)"')
IN_TEMPLATE = re.compile(r"{%-? url ['\"]([a-z_]+(?::[a-z_]+)?)['\"](?![^%]* as )")
ASK = """
import json, sys
import django; django.setup()
from django.template import engines
from django.urls import get_resolver
engines.all()  # imports every library of tags
def names(resolver, space):
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from names(one, one.namespace or space)
        elif one.name:
            yield f"{space}:{one.name}" if space else one.name
print(json.dumps(sorted(set(names(get_resolver(), "")))))
"""


def led_to(zone: str) -> dict[str, str]:
    """Names of addresses in the zone's views and templates, each with a file that says it."""
    found: dict[str, str] = {}
    for folder in PAGES[zone]:
        for base, pattern, kind in (
            (WEB, IN_PYTHON, "*.py"),
            (WEB / "templates", IN_TEMPLATE, "*.html"),
        ):
            for path in sorted((base / folder).rglob(kind)):
                place = str(path.relative_to(base))
                not_here = ONLY_OUTSIDE if zone == "inner" else set()
                if place in GUARDED | not_here or (zone == "outer" and WITH_LEADS.match(place)):
                    continue
                for name in pattern.findall(path.read_text(encoding="utf-8")):
                    found.setdefault(name, place)
    return found


def addresses_of(zone: str, var: Path) -> set[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XIEZHI_")}
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", ASK],
        env=kept
        | {
            "DJANGO_SETTINGS_MODULE": "xiezhi.config.settings",
            "DATABASE_URL": "postgresql://xiezhi_owner@/xiezhi?host=/nowhere",
            "XIEZHI_VAR": str(var),
            "XIEZHI_ZONE": zone,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("zone", ["inner", "outer"])
def test_pages_lead_to_addresses_of_their_own_zone(zone: str, tmp_path: Path) -> None:
    known, wanted = addresses_of(zone, tmp_path), led_to(zone)
    assert len(wanted) > 15
    assert {name: place for name, place in wanted.items() if name not in known} == {}


def test_units_hand_leads_over_wherever_there_is_a_portal(tmp_path: Path) -> None:
    found = {zone: addresses_of(zone, tmp_path) for zone in ("inner", "outer", "single")}
    assert {zone for zone, known in found.items() if "unit_reports:new" in known} == {
        "outer",
        "single",
    }


def test_units_read_duties_and_meetings_only_where_the_desk_keeps_them(tmp_path: Path) -> None:
    found = {zone: addresses_of(zone, tmp_path) for zone in ("inner", "outer", "single")}
    assert {zone for zone, known in found.items() if "cooperation:meeting" in known} == {"single"}
    assert {zone for zone, known in found.items() if "office:meeting" in known} == {
        "inner",
        "single",
    }
