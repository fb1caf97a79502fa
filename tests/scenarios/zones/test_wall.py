"""What each zone does not have: keys, tables, names, addresses."""

from uuid import uuid4

from tests.scenarios.zones.inside import MOBILE
from tests.scenarios.zones.pair import Pair
from tests.scenarios.zones.searching import holding


def test_the_outer_folder_holds_no_private_key_of_the_vault(zones: Pair) -> None:
    key = (zones.inner.var / "keys" / "vault" / "dalad.key").read_bytes()
    assert len(key) == 32
    assert holding(zones.outer.var, key) == []
    assert not (zones.outer.var / "keys" / "vault").exists()


def test_names_and_numbers_of_grid_members_are_nowhere_outside(zones: Pair) -> None:
    assert zones.outer.do("people")["supporters"] >= 1
    marks = (MOBILE.encode(), "不可外传的姓名".encode())
    assert holding(zones.outer.var, *marks) == []


def test_the_outer_zone_has_no_tables_of_leads(zones: Pair) -> None:
    tables = zones.outer.do("tables")
    assert "intake_report" in tables
    assert [name for name in tables if name.startswith(("leads_", "reporting_"))] == []


def test_the_vault_outside_stays_empty(zones: Pair) -> None:
    report = zones.outer.do("snap", words=f"河道里有垃圾 {uuid4().hex[:6]}", phone="13900005555")
    assert zones.outer.do("identities")["vault_sealedidentity"] == 0
    assert zones.outer.do("waits_to_be_carried", report=report["id"])


def test_a_lost_phone_is_signed_out_by_the_next_package(zones: Pair) -> None:
    """Asked of a member of its own, so that the others' phones stay bound."""
    token, member = zones.inner.do("another_member")
    zones.outward()
    zones.outer.do("bind_as", token=token, who="lost")
    assert zones.outer.do("is_signed_in", who="lost")
    zones.inner.do("unbind", member=member)
    zones.outward()
    assert not zones.outer.do("is_signed_in", who="lost")
