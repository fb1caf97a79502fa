"""Without LibreOffice Writer the tests fail early and say what to install."""

from pathlib import Path

import pytest

from xiezhi.cli.office_suite import VARIABLE, find_office_suite, main


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("xiezhi.cli.office_suite.NAMES", ("soffice",))
    return tmp_path


def program(folder: Path, *, with_writer: bool) -> Path:
    made = folder / "soffice"
    made.write_text("#!/bin/sh\n")
    made.chmod(0o700)
    if with_writer:
        (folder / "libswlo.so").touch()
    return made


def test_missing_suite_is_a_failure_that_says_what_to_install(
    nothing_installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main() == 1
    assert "apt install libreoffice-writer-nogui" in capsys.readouterr().err


def test_suite_without_its_word_processor_is_none(nothing_installed: Path) -> None:
    program(nothing_installed, with_writer=False)
    assert find_office_suite() is None


def test_suite_named_by_the_variable_comes_first(
    nothing_installed: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    program(nothing_installed, with_writer=True)
    named = program(tmp_path_factory.mktemp("other"), with_writer=True)
    monkeypatch.setenv(VARIABLE, str(named))
    assert find_office_suite() == named
    assert main() == 0
