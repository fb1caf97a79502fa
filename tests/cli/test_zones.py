"""Two installations of one office: paired by card, each with its own faces, saved and verified."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.installations import Installation, free_port
from tests.cli.joined import ANSWER, Joined, joined, variables

EVERYWHERE = ("/healthz", "/readyz", "/desk/sign-in/")
OUTSIDE = ("/", "/status/", "/sign-in/", "/mine/", "/portal/sign-in/", "/portal/", "/open/")
INSIDE = (
    *("/desk/leads/", "/desk/pool/", "/desk/letters/", "/desk/ledgers/", "/desk/quick/"),
    *("/desk/office/units/", "/desk/office/supporters/", "/desk/house/", "/desk/law/"),
)
NEITHER = ("/demo/", "/desk/nothing/")
FOUND = {200, 302}


def inside(made: Installation, *words: str) -> tuple[int, str]:
    done = made.run(*words, **variables("inner"))
    return done.returncode, done.stdout + done.stderr


def outside(made: Installation, *words: str) -> tuple[int, str]:
    done = made.run(*words, **variables("outer"))
    return done.returncode, done.stdout + done.stderr


def printed_by(made: Installation) -> str:
    return (made.var.parent / f"up-{made.port}.log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sides() -> Iterator[Joined]:
    with tempfile.TemporaryDirectory(prefix="xz") as folder:
        yield joined(Path(folder))


def test_joining_prints_first_passwords_and_writes_what_to_trust_inside(sides: Joined) -> None:
    assert all(login in sides.printed for login in ("liaison", "case-management", "system-admin"))
    answer = sides.card.with_name(ANSWER)
    assert answer.read_text(encoding="utf-8").startswith("xiezhi-peer-1:")


def test_joining_twice_is_refused(sides: Joined) -> None:
    code, said = outside(
        sides.outer, "office", "join", str(sides.card), "--fingerprint", sides.mark
    )
    assert (code, "已经加入过" in said) == (1, True)


def test_another_fingerprint_is_refused_before_anything_is_made(sides: Joined) -> None:
    other = Installation(var=sides.card.parent / "other", port=free_port())
    wrong = "0000 " + sides.mark[5:]
    code, said = outside(other, "office", "join", str(sides.card), "--fingerprint", wrong)
    assert (code, "指纹不符" in said) == (1, True)
    code, said = outside(other, "office", "join", str(sides.card))
    assert (code, "请先核对指纹" in said) == (1, True)


def test_an_office_is_opened_inside_and_joined_outside(sides: Joined) -> None:
    code, said = outside(sides.outer, "office", "open", "yanshi", "演示院")
    assert (code, "外网端不开设检察院" in said) == (1, True)
    code, said = outside(sides.outer, "office", "card", "dalad", str(sides.card) + "2")
    assert (code, "院卡由内网端写出" in said) == (1, True)
    code, said = inside(sides.inner, "office", "join", str(sides.card))
    assert (code, "只有外网端" in said) == (1, True)


def test_a_card_is_not_written_over(sides: Joined) -> None:
    code, said = inside(sides.inner, "office", "card", "dalad", str(sides.card))
    assert (code, "已经存在" in said) == (1, True)
    code, said = inside(sides.inner, "office", "card", "nobody", str(sides.card) + "2")
    assert (code, "没有代号为 nobody" in said) == (1, True)


def test_the_doctor_speaks_of_pairing_and_of_the_vaults_key(sides: Joined) -> None:
    code, said = outside(sides.outer, "doctor")
    assert code == 0, said
    assert "外网端没有保密身份的私钥" in said
    assert "已与另一端配对" in said
    code, said = inside(sides.inner, "doctor")
    assert "还没有登记外网端" in said


def test_the_doctor_finds_a_vault_key_outside(sides: Joined) -> None:
    folder = sides.outer.var / "keys" / "vault"
    folder.mkdir(mode=0o700)
    try:
        (folder / "dalad.key").write_bytes(bytes(32))
        code, said = outside(sides.outer, "doctor")
    finally:
        (folder / "dalad.key").unlink()
        folder.rmdir()
    assert (code, "绝不能在外网端" in said) == (1, True)


def test_a_renewed_vault_key_is_carried_outside_on_a_card(sides: Joined) -> None:
    card, earlier = sides.card.with_name("dalad.key.card"), sides.card.with_name("old.key.card")
    assert inside(sides.inner, "vault", "card", "dalad", str(earlier))[0] == 0
    code, said = inside(sides.inner, "vault", "rotate", "dalad")
    assert (code, "xiezhi vault card dalad" in said) == (0, True)
    code, said = inside(sides.inner, "vault", "card", "dalad", str(card))
    mark = said.split("公钥 ", 1)[1][:16]
    assert code == 0
    code, said = inside(sides.inner, "vault", "take", "dalad", str(card))
    assert (code, "只有外网端" in said) == (1, True)
    code, said = outside(sides.outer, "vault", "take", "dalad", str(card))
    assert (code, mark in said) == (0, True)
    code, said = outside(sides.outer, "vault", "take", "dalad", str(earlier))
    assert (code, "已经用过更新的密钥卡" in said) == (1, True)
    code, said = outside(sides.outer, "vault", "card", "dalad", str(card))
    assert (code, "外网端没有保密柜" in said) == (1, True)


def test_the_doctor_counts_sealed_originals_no_scanner_has_seen(sides: Joined) -> None:
    assert "封存的原件" not in inside(sides.inner, "doctor")[1]
    told = variables("inner") | {"XIEZHI_CLAMD": "/nowhere/clamd.ctl"}
    said = sides.inner.run("doctor", **told).stdout
    assert "✓ 达拉特旗人民检察院：封存的原件都查过毒" in said


def test_the_outer_zone_answers_only_its_own_addresses(sides: Joined) -> None:
    with sides.outer.up("--web-only", **variables("outer")):
        answers = {path: sides.outer.status_of(path) for path in (*EVERYWHERE, *OUTSIDE)}
        assert {path: code for path, code in answers.items() if code not in FOUND} == {}
        for path in (*INSIDE, *NEITHER):
            assert sides.outer.status_of(path) == 404, path
    assert "本机是外网端" in printed_by(sides.outer)
    assert "还没有加入检察院" not in printed_by(sides.outer)


def test_the_inner_zone_answers_only_its_own_addresses(sides: Joined) -> None:
    with sides.inner.up("--web-only", **variables("inner")):
        answers = {path: sides.inner.status_of(path) for path in (*EVERYWHERE, *INSIDE)}
        assert {path: code for path, code in answers.items() if code not in FOUND} == {}
        assert sides.inner.status_of("/") == 302
        for path in (*OUTSIDE[1:], *NEITHER):
            assert sides.inner.status_of(path) == 404, path
    assert "本机是内网端" in printed_by(sides.inner)


@pytest.mark.parametrize("zone", ["outer", "inner"])
def test_each_zone_is_saved_and_verified_by_itself(sides: Joined, zone: str) -> None:
    made = sides.outer if zone == "outer" else sides.inner
    saved = made.run("backup", str(made.var / f"{zone}.tar"), **variables(zone))
    assert saved.returncode == 0, saved.stderr
    verified = made.run("verify", "ledger", **variables(zone))
    assert (verified.returncode, "完好" in verified.stdout) == (0, True), verified.stdout
