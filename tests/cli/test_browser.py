"""Without a browser the tests fail early and say what to install."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xiezhi.cli.browser import VARIABLE, find_chromium, main


def test_missing_browser_is_a_failure_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("xiezhi.cli.browser.NAMES", ("chromium",))
    assert main() == 1
    assert "apt install chromium fonts-noto-cjk" in capsys.readouterr().err


def test_browser_named_by_the_variable_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "my-chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    monkeypatch.setenv(VARIABLE, str(program))
    assert find_chromium() == program


def test_command_of_the_makefile_ends_with_failure(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import xiezhi.cli.browser as b; b.NAMES = (); exit(b.main())"],
        env={"PATH": str(tmp_path), "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Chromium" in done.stderr
