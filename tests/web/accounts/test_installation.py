"""What an installation shows by zone and demo; Django's own checks for deployment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def django(tmp_path: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("XIEZHI_")
    }
    environment |= {
        "DJANGO_SETTINGS_MODULE": "xiezhi.config.settings",
        "DATABASE_URL": "postgresql://xiezhi_owner@/xiezhi?host=/nowhere",
        "XIEZHI_VAR": str(tmp_path),
        **settings,
    }
    return subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("zone", ["single", "outer", "inner"])
def test_every_deploy_check_is_clean(tmp_path: Path, zone: str) -> None:
    done = django(
        tmp_path,
        *("-m", "django", "check", "--deploy", "--fail-level", "WARNING"),
        XIEZHI_HTTPS="1",
        XIEZHI_ZONE=zone,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


SHOWN = """
import django; django.setup()
from django.urls import Resolver404, resolve
for path in ("/desk/sign-in/", "/portal/sign-in/", "/sign-in/", "/demo/"):
    try:
        resolve(path)
    except Resolver404:
        continue
    print(path)
"""


@pytest.mark.parametrize(
    ("zone", "demo", "shown"),
    [
        ("single", "1", {"/desk/sign-in/", "/portal/sign-in/", "/sign-in/", "/demo/"}),
        ("single", "0", {"/desk/sign-in/", "/portal/sign-in/", "/sign-in/"}),
        ("outer", "0", {"/desk/sign-in/", "/portal/sign-in/", "/sign-in/"}),
        ("inner", "0", {"/desk/sign-in/"}),
    ],
)
def test_doors_open_by_zone(tmp_path: Path, zone: str, demo: str, shown: set[str]) -> None:
    done = django(tmp_path, "-c", SHOWN, XIEZHI_ZONE=zone, XIEZHI_DEMO=demo)
    assert set(done.stdout.split()) == shown, done.stderr
