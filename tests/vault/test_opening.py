"""An identity is opened after three persons' words, one field, by one person, for a quarter of an hour."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from tests.database import Clone
from tests.vault.cast import NAME, PHONE, Sealed, sealed_office
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.ledger.models import LedgerEntry


def acts(sealed: Sealed) -> list[tuple[str, str]]:
    """Acts of the vault in the ledger, with who did them."""
    with tenant_scope(sealed.desk.procuratorate.id):
        entries = LedgerEntry.objects.filter(act__startswith="vault.").order_by("id")
        return [(entry.act, json.loads(entry.body)["actor"]["label"]) for entry in entries]


@pytest.fixture
def sealed(own_database: Clone, tmp_path: Path) -> Iterator[Sealed]:
    with sealed_office(own_database, tmp_path) as office:
        yield office


def test_the_field_is_opened_to_who_asked_after_two_words(sealed: Sealed) -> None:
    where = sealed.ready()
    page = sealed.client(sealed.handler).post(f"{where}open/")
    text = page.content.decode()
    assert page.status_code == 200, text
    assert PHONE in text
    assert NAME not in text
    assert text.count(sealed.handler.label) >= 12
    assert "no-store" in page["Cache-Control"]
    seconds, _, target = page["Refresh"].partition(";url=")
    assert target == where
    assert 800 < int(seconds) <= 900
    assert acts(sealed) == [
        ("vault.request", "检察官01"),
        ("vault.approve", "检察长"),
        ("vault.second", "案管01"),
        ("vault.open", "检察官01"),
    ]
    with tenant_scope(sealed.desk.procuratorate.id):
        everything = " ".join(LedgerEntry.objects.values_list("body", flat=True))
    assert PHONE not in everything


@pytest.mark.parametrize("done", ["", "approve"])
def test_without_both_words_nothing_opens_and_the_attempt_is_noted(
    sealed: Sealed, done: str
) -> None:
    where = sealed.ask()
    if done:
        assert sealed.client(sealed.chief).post(f"{where}{done}/").status_code == 302
    page = sealed.client(sealed.handler).post(f"{where}open/")
    assert page.status_code == 409
    assert PHONE not in page.content.decode()
    assert acts(sealed)[-1] == ("vault.refuse", "检察官01")


def test_nobody_else_opens_it(sealed: Sealed) -> None:
    where = sealed.ready()
    for acting in (sealed.chief, sealed.second, sealed.auditor):
        page = sealed.client(acting).post(f"{where}open/")
        assert page.status_code == 403
        assert PHONE not in page.content.decode()
    other = sealed.desk.hire("检察官02", *sealed.handler.roles)  # type: ignore[arg-type]  # a role's code
    assert sealed.client(other).post(f"{where}open/").status_code == 404


def test_a_fresh_proof_is_asked_for_by_the_vault_itself(sealed: Sealed) -> None:
    where = sealed.ready()
    sealed.age("ledger_ledgerentry", "at", timedelta(minutes=6))
    client = sealed.desk.client(sealed.handler)
    session = client.session
    session["stepped_up_at"] = clock.now().timestamp()  # what the pages believe is not enough
    session.save()
    answer = client.post(f"{where}open/", {"page": where})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/confirm/")


def test_the_quarter_of_an_hour_ends(sealed: Sealed) -> None:
    where = sealed.ready()
    assert sealed.client(sealed.handler).post(f"{where}open/").status_code == 200
    assert PHONE in sealed.client(sealed.handler).post(f"{where}open/").content.decode()
    sealed.age("vault_identityopening", "opened_at", timedelta(minutes=15))
    page = sealed.client(sealed.handler).post(f"{where}open/")
    assert page.status_code == 409
    assert PHONE not in page.content.decode()


def test_an_approval_not_used_lapses(sealed: Sealed) -> None:
    where = sealed.ready()
    sealed.age("vault_openingrequest", "seconded_at", timedelta(days=7))
    assert sealed.client(sealed.handler).post(f"{where}open/").status_code == 409


def test_who_works_on_the_matter_seconds_nothing(sealed: Sealed) -> None:
    where = sealed.ask()
    assert sealed.client(sealed.chief).post(f"{where}approve/").status_code == 302
    with psycopg.connect(sealed.clone.urls.owner) as owner:
        owner.execute(
            "SELECT set_config('app.tenant', %s, true)", [str(sealed.desk.procuratorate.id)]
        )
        owner.execute("UPDATE leads_lead SET handler_id = %s", [sealed.second.id])
    assert sealed.client(sealed.second).post(f"{where}second/").status_code == 409


def test_who_joins_the_matter_after_seconding_keeps_it_closed(sealed: Sealed) -> None:
    where = sealed.ready()
    with psycopg.connect(sealed.clone.urls.owner) as owner:
        owner.execute(
            "SELECT set_config('app.tenant', %s, true)", [str(sealed.desk.procuratorate.id)]
        )
        owner.execute("UPDATE leads_lead SET handler_id = %s", [sealed.second.id])
    page = sealed.client(sealed.handler).post(f"{where}open/")
    assert page.status_code == 409


def test_the_reporter_reads_when_and_why(sealed: Sealed) -> None:
    where = sealed.ready()
    sealed.client(sealed.handler).post(f"{where}open/")
    page = sealed.phone().get("/status/").content.decode()
    assert "您的身份于" in page
    assert "核实情况" in page
    assert PHONE not in page


def test_a_dated_block_keeps_the_notice_back_and_ends_by_itself(sealed: Sealed) -> None:
    where = sealed.ask()
    tomorrow = clock.legal_day(clock.now()) + timedelta(days=1)
    given = {"blocked_until": tomorrow.isoformat(), "block_reason": "告知会惊动违法行为人"}
    assert sealed.client(sealed.chief).post(f"{where}approve/", given).status_code == 302
    sealed.client(sealed.second).post(f"{where}second/")
    sealed.client(sealed.handler).post(f"{where}open/")
    assert "您的身份于" not in sealed.phone().get("/status/").content.decode()
    sealed.age("vault_openingrequest", "blocked_until", timedelta(days=2))
    from xiezhi.intake.services.identity import tell_of_openings  # noqa: PLC0415
    from xiezhi.kernel.actor import system_actor  # noqa: PLC0415

    office_id = sealed.desk.procuratorate.id
    for told in (1, 0):
        with tenant_scope(office_id):
            assert tell_of_openings(acting=system_actor(office_id), now=clock.now()) == told
    assert "您的身份于" in sealed.phone().get("/status/").content.decode()


def test_the_weekly_list_says_who_when_and_why_and_no_more(sealed: Sealed) -> None:
    where = sealed.ready()
    sealed.client(sealed.handler).post(f"{where}open/")
    page = sealed.client(sealed.auditor).get("/desk/identities/week/").content.decode()
    for words in ("检察官01", "案管01", "须约反映人到现场指认", "打开 1 件"):
        assert words in page
    assert PHONE not in page
    assert sealed.client(sealed.handler).get("/desk/identities/week/").status_code == 403


def test_the_chief_finds_it_on_the_desk(sealed: Sealed) -> None:
    sealed.ask()
    assert "查阅反映人身份的申请 1 件" in sealed.client(sealed.chief).get("/desk/").content.decode()


def test_what_the_photo_carries_is_opened_by_itself(sealed: Sealed) -> None:
    where = sealed.ready(field="photo_data")
    page = sealed.client(sealed.handler).post(f"{where}open/").content.decode()
    assert "拍摄位置：40.408" in page
    assert PHONE not in page
    assert NAME not in page


def test_while_it_is_open_no_other_page_shows_it_to_anybody(sealed: Sealed) -> None:
    where = sealed.ready()
    assert PHONE in sealed.client(sealed.handler).post(f"{where}open/").content.decode()
    paths = (
        *(where, "/desk/", "/desk/identities/", "/desk/inbox/", "/desk/office/audit/"),
        *(f"/desk/leads/{sealed.lead.id}/", f"/desk/pool/{sealed.report.id}/"),
        *("/desk/identities/week/", f"/desk/search/?q={PHONE}"),
    )
    for acting in (sealed.handler, sealed.chief, sealed.second, sealed.auditor):
        client = sealed.client(acting)
        shown = [path for path in paths if _says(client.get(path).content.decode(), path)]
        assert shown == []


def _says(page: str, path: str) -> bool:
    """Whether a page tells the number or the name; a search may repeat what was asked."""
    return NAME in page or (PHONE in page and "/search/" not in path)
