"""The papers' files, made once."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.documents.papers.measured import Page, measure
from tests.documents.papers.samples import ALL, FULL_RECEIPT, FULL_SLIP, NOTICE, PLAIN
from tests.reporting.work_reports import WORK_REPORT
from xiezhi.cli.office_suite import find_office_suite
from xiezhi.documents.glyphs import FONTS
from xiezhi.documents.papers.docx import paper_docx
from xiezhi.documents.papers.pdf import paper_pdf
from xiezhi.documents.papers.values import Paper

PAPERS: dict[str, Paper] = {
    **ALL,
    "plain": PLAIN,
    "notice": NOTICE,
    "work_report": WORK_REPORT,
    "full_slip": FULL_SLIP,
    "full_receipt": FULL_RECEIPT,
}
STAND_INS = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
    "楷体_GB2312": "Xiezhi Kai SC",
}
LONGEST = 180


@pytest.fixture(scope="session")
def set_pages() -> dict[str, list[Page]]:
    """The papers as the type-setter sets them, measured."""
    return {name: measure(paper_pdf(paper)) for name, paper in PAPERS.items()}


@pytest.fixture(scope="session")
def opened_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """The DOCX of the papers as LibreOffice lays them out, measured."""
    program = find_office_suite()
    assert program is not None, (
        "no LibreOffice Writer found: apt install libreoffice-writer-nogui, or set XIEZHI_SOFFICE"
    )
    folder = tmp_path_factory.mktemp("opened")
    for name, paper in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(paper_docx(paper))
    convert(program, folder, [folder / f"{name}.docx" for name in PAPERS])
    return {name: measure((folder / f"{name}.pdf").read_bytes()) for name in PAPERS}


def convert(program: Path, folder: Path, files: list[Path]) -> None:
    """Let LibreOffice print files, with the bundled fonts in place of the office's."""
    done = subprocess.run(  # noqa: S603  # the program of this machine, files of this test
        [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(font_settings(folder))},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert all((folder / f"{file.stem}.pdf").exists() for file in files), done.stderr


def font_settings(folder: Path) -> Path:
    """Write fontconfig's settings: the same fonts on every machine."""
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{wanted}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{there}</string></edit></match>'
        for wanted, there in STAND_INS.items()
    )
    made = folder / "fonts.conf"
    made.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{FONTS}</dir><cachedir>{folder / 'cache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return made
