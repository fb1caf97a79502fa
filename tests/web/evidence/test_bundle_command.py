"""``xiezhi bundle`` as an officer runs it: named in the chain, nothing left behind when refused."""

import argparse
from pathlib import Path
from typing import Any

import pytest

from tests.accounts.people import PASSWORD, make_person
from tests.web.evidence.matter import Matter
from xiezhi.cli import bundle_desk
from xiezhi.evidence.models import CustodyEntry
from xiezhi.evidence.rules.bundle.verifying import verify_bundle
from xiezhi.infra.errors import MachineError
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.ledger.services.keys import published_key


@pytest.fixture
def exporter(matter: Matter) -> str:
    office = matter.files.procuratorate
    return make_person(office, "案管01", "ag01", ("case_management",)).login


def asked(of: Matter, file: Path, **changes: Any) -> argparse.Namespace:
    values: dict[str, Any] = {
        "matter": "case",
        "number": f"{of.case.year}-{of.case.number}",
        "file": file,
        "office": of.files.procuratorate.slug,
        "exporter": "ag01",
        "purpose": "court",
    }
    return argparse.Namespace(**(values | {"particulars": False} | changes))


def carry_out(given: argparse.Namespace, password: str = PASSWORD) -> int:
    return bundle_desk.carry_out(given, lambda _question: password, now=clock.now())


@pytest.mark.parametrize("kind", ["case", "lead"])
def test_bundle_is_written_and_names_the_officer_in_the_chain(
    matter: Matter, exporter: str, tmp_path: Path, kind: str, capsys: Any
) -> None:
    matter.fix(matter.client)
    number = f"{matter.lead.year}-{matter.lead.number}" if kind == "lead" else None
    file = tmp_path / "bundle.zip"
    given = asked(matter, file, matter=kind)
    if number is not None:
        given.number = number
    assert carry_out(given) == 0
    key = published_key(matter.files.procuratorate.slug)
    assert key in capsys.readouterr().out
    with file.open("rb") as stream:
        assert verify_bundle(stream, [key]).findings == ()
    with tenant_scope(matter.files.procuratorate.id):
        line = CustodyEntry.objects.get(event="exported")
    assert (line.by_label, line.purpose) == ("案管01", "court")


@pytest.mark.parametrize("number", ["2026-999", "2026", "x", "1-1", "２０２６-1"])
def test_what_there_is_not_leaves_no_file_behind(
    matter: Matter, exporter: str, tmp_path: Path, number: str
) -> None:
    file = tmp_path / "bundle.zip"
    for kind in ("case", "lead"):
        assert carry_out(asked(matter, file, matter=kind, number=number)) == 1
    assert not file.exists()


def test_case_without_evidence_and_a_wrong_password_leave_no_file_behind(
    matter: Matter, exporter: str, tmp_path: Path
) -> None:
    file = tmp_path / "bundle.zip"
    assert carry_out(asked(matter, file)) == 1
    with pytest.raises(MachineError):
        carry_out(asked(matter, file), "another")
    assert not file.exists()
