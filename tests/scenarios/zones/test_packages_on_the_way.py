"""What happens to packages between the zones: lost, twice, foreign, in the wrong order."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.scenarios.zones.pair import Pair
from tests.scenarios.zones.zone import RefusedError


def words() -> str:
    return f"加油站北二百米的消防栓没有水 {uuid4().hex[:6]}"


def is_inside(zones: Pair, report: str) -> bool:
    try:
        return bool(zones.inner.do("pool_report", report=report))
    except AssertionError as missing:
        assert "Report matching query does not exist" in str(missing)  # noqa: PT017
        return False


def test_a_lost_package_is_written_again_from_what_was_sealed(zones: Pair) -> None:
    report = zones.outer.do("snap", words=words())
    sealed = zones.outer.do("export", folder=str(zones.medium))
    first = [Path(file).read_bytes() for file in sealed["files"]]
    for file in sealed["files"]:
        Path(file).unlink()
    files = zones.outer.do("again", package=sealed["package"], folder=str(zones.medium))
    assert [Path(file).read_bytes() for file in files] == first
    zones.inner.do("take", files=files)
    assert is_inside(zones, report["id"])


def test_what_a_package_given_up_held_comes_with_the_next_once(zones: Pair) -> None:
    report = zones.outer.do("snap", words=words(), phone="13900007777")
    lost = zones.outer.do("export", folder=str(zones.medium))
    zones.outer.do("give_up", package=lost["package"])
    counts = zones.inward()
    assert counts["applied"] >= 1
    assert zones.inner.do("identity", report=report["id"])["phone"] == "13900007777"
    # The one thought lost turns up after all.
    late = zones.inner.do("take", files=lost["files"])
    assert set(late) == {"unchanged"}


def test_the_same_package_twice_changes_nothing_and_says_when(zones: Pair) -> None:
    report = zones.outer.do("snap", words=words())
    sealed = zones.outer.do("export", folder=str(zones.medium))
    zones.inner.do("take", files=sealed["files"])
    before = zones.inner.do("pool_report", report=report["id"])
    with pytest.raises(RefusedError) as again:
        zones.inner.do("take", files=sealed["files"])
    assert again.value.code == "exchange.already_imported"
    assert again.value.params["by"] == "值守01"
    assert again.value.params["on"]
    assert zones.inner.do("pool_report", report=report["id"]) == before


def test_words_that_come_before_their_report_wait_for_it(zones: Pair) -> None:
    outer, inner = zones.outer, zones.inner
    report = outer.do("snap", words=words())
    first = outer.do("export", folder=str(zones.medium))
    outer.do("progress", receipt=report["receipt"])
    outer.do("say", receipt=report["receipt"], kind="supplement", words="旁边那个也没有水")
    second = outer.do("export", folder=str(zones.medium))
    early = inner.do("take", files=second["files"])
    assert early["waits"] == 1
    assert not is_inside(zones, report["id"])
    inner.do("take", files=first["files"])
    inside = inner.do("pool_report", report=report["id"])
    assert ["supplement", "旁边那个也没有水"] in inside["messages"]
    assert len(inside["pictures"]) == 2


def test_a_package_signed_by_a_stranger_is_refused_whole(zones: Pair) -> None:
    """Another machine with a copy of everything but the key that is trusted inside."""
    report = zones.outer.do("snap", words=words())
    sealed = zones.outer.do("export_as_stranger", folder=str(zones.medium))
    with pytest.raises(RefusedError) as refusal:
        zones.inner.do("take", files=sealed["files"])
    assert refusal.value.code == "exchange.stranger"
    assert not is_inside(zones, report["id"])
    zones.inward()
    assert is_inside(zones, report["id"])


def test_a_damaged_package_is_refused_and_leaves_nothing(zones: Pair) -> None:
    report = zones.outer.do("snap", words=words())
    sealed = zones.outer.do("export", folder=str(zones.medium))
    file = Path(sealed["files"][0])
    whole = file.read_bytes()
    at = len(whole) * 3 // 4
    file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with pytest.raises(RefusedError) as refusal:
        zones.inner.do("take", files=[str(file)])
    assert refusal.value.code == "exchange.damaged"
    assert not is_inside(zones, report["id"])
    file.write_bytes(whole)
    zones.inner.do("take", files=[str(file)])
    assert is_inside(zones, report["id"])


def test_our_own_package_does_not_come_back(zones: Pair) -> None:
    zones.outer.do("snap", words=words())
    sealed = zones.outer.do("export", folder=str(zones.medium))
    with pytest.raises(RefusedError) as refusal:
        zones.outer.do("take", files=sealed["files"])
    assert refusal.value.code == "exchange.own_package_back"
    zones.inner.do("take", files=sealed["files"])
