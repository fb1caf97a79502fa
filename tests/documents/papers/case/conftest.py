"""The files of every paper of the procedures, made once."""

import pytest

from tests.documents.papers.case.samples import EVERY
from tests.documents.papers.conftest import convert
from tests.documents.papers.measured import Page, measure
from xiezhi.cli.office_suite import find_office_suite
from xiezhi.documents.papers.case.making import docx, pdf


@pytest.fixture(scope="session")
def case_pages() -> dict[str, list[Page]]:
    """Every paper as the type-setter sets it, measured."""
    return {name: measure(pdf(values)) for name, values in EVERY.items()}


@pytest.fixture(scope="session")
def opened_case_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """The DOCX of every paper as LibreOffice lays it out, measured."""
    program = find_office_suite()
    assert program is not None, (
        "no LibreOffice Writer found: apt install libreoffice-writer-nogui, or set XIEZHI_SOFFICE"
    )
    folder = tmp_path_factory.mktemp("opened-cases")
    for name, values in EVERY.items():
        (folder / f"{name}.docx").write_bytes(docx(values))
    convert(program, folder, [folder / f"{name}.docx" for name in EVERY])
    return {name: measure((folder / f"{name}.pdf").read_bytes()) for name in EVERY}
