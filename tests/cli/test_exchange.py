"""``xiezhi exchange``: trust, export with a second person at the terminal, import, list."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.accounts.people import PASSWORD, make_person
from tests.exchange.envelopes import picture
from tests.exchange.sides import Sides
from xiezhi.cli import messages
from xiezhi.cli.exchange_desk import carry_out
from xiezhi.cli.exchange_terminal import Terminal
from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.signing import spoken, write_card
from xiezhi.exchange.services import registry
from xiezhi.exchange.services.keys import own_card
from xiezhi.infra.errors import MachineError
from xiezhi.infra.tenant import tenant_scope


@pytest.fixture(autouse=True)
def _in_chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    messages._catalogue.cache_clear()
    yield
    messages._catalogue.cache_clear()


class Seat:
    """Somebody at the terminal: answers in turn, and what they read."""

    def __init__(self, *answers: str, secrets: tuple[str, ...] = ()) -> None:
        self.answers = list(answers)
        self.secrets = list(secrets)
        self.read: list[str] = []
        self.terminal = Terminal(
            say=lambda line: self.read.append(str(line)),
            ask=self._answer,
            ask_secret=lambda _question: self.secrets.pop(0) if self.secrets else PASSWORD,
        )

    def _answer(self, question: str) -> str:
        self.read.append(question)
        return self.answers.pop(0)

    @property
    def text(self) -> str:
        return "\n".join(self.read)


@pytest.fixture
def sides(db: None, now: Any) -> Iterator[Sides]:
    from tests.exchange.sides import two_sides  # noqa: PLC0415  # models need Django's setup

    senders, receivers = dict(registry.SENDERS), dict(registry.RECEIVERS)
    made = two_sides(now)
    for side in (made.a, made.b):
        make_person(side.office, "书记员07", "sjy07", ("clerk",))
        make_person(side.office, "案件管理07", "ag07", ("case_management",))
    yield made
    for sender in senders.values():
        registry.register_sender(sender)
    for receiver in receivers.values():
        registry.register_receiver(receiver)


def run(sides: Sides, seat: Seat, act: str, **given: Any) -> int:
    defaults = {
        "office": "jia",
        "act": act,
        "to": None,
        "exporter": "sjy07",
        "importer": "sjy07",
        "reviewer": "ag07",
        "medium": "光盘 2026-3",
        "again": None,
        "yes": True,
    }
    return carry_out(argparse.Namespace(**(defaults | given)), seat.terminal, now=sides.a.now)


def test_a_package_goes_by_folder_from_one_terminal_to_the_other(
    sides: Sides, tmp_path: Path
) -> None:
    sides.offer(1, picture(1))
    sides.offer(2)
    seat = Seat("y", "待领导审批")
    assert run(sides, seat, "export", folder=tmp_path) == 0
    assert "公益受损事实：河道内倾倒建筑垃圾约四百立方米" in seat.text
    assert [path.suffix for path in tmp_path.iterdir()] == [".xzp"]

    taking = Seat()
    assert run(sides, taking, "import", paths=[tmp_path], office="yi") == 0
    assert "已导入 1 项" in taking.text
    assert len(sides.receiver.taken) == 1


def test_parts_are_written_again_with_the_same_bytes(sides: Sides, tmp_path: Path) -> None:
    sides.offer(1)
    run(sides, Seat("y"), "export", folder=tmp_path)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for path in tmp_path.iterdir():
        path.unlink()
    assert run(sides, Seat(), "export", folder=tmp_path, again=1, reviewer=None) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_one_person_alone_exports_nothing(sides: Sides, tmp_path: Path) -> None:
    sides.offer(1)
    seat = Seat("y")
    assert run(sides, seat, "export", folder=tmp_path, exporter="ag07") == 1
    assert list(tmp_path.iterdir()) == []
    assert run(sides, Seat("y"), "export", folder=tmp_path) == 0


def test_a_reviewer_who_stops_leaves_no_package(sides: Sides, tmp_path: Path) -> None:
    sides.offer(1)
    assert run(sides, Seat("q"), "export", folder=tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_is_refused(sides: Sides, tmp_path: Path) -> None:
    with pytest.raises(MachineError, match=r"exchange\.no_person"):
        run(sides, Seat(secrets=("wrong",)), "export", folder=tmp_path)


def test_missing_parts_are_named_and_the_code_says_so(
    sides: Sides, tmp_path: Path, settings: Any
) -> None:
    settings.XIEZHI_EXCHANGE_PART_BYTES = 140 * 1024
    sides.offer(1, *(picture(number, size=50_000) for number in range(1, 6)))
    run(sides, Seat("y"), "export", folder=tmp_path)
    parts = sorted(tmp_path.iterdir())
    seat = Seat()
    assert run(sides, seat, "import", paths=[parts[0], parts[2]], office="yi") == 3
    assert "还缺第 2、4 卷" in seat.text
    assert run(sides, Seat(), "import", paths=[parts[1], parts[3]], office="yi") == 0


def test_a_damaged_file_is_named_and_nothing_is_imported(sides: Sides, tmp_path: Path) -> None:
    sides.offer(1)
    run(sides, Seat("y"), "export", folder=tmp_path)
    path = next(tmp_path.iterdir())
    path.write_bytes(path.read_bytes()[:-1])
    seat = Seat()
    assert run(sides, seat, "import", paths=[path], office="yi") == 1
    assert f"{path.name}：文件不完整" in seat.text
    assert sides.receiver.taken == []


def test_a_no_keeps_the_parts_for_later(sides: Sides, tmp_path: Path) -> None:
    sides.offer(1)
    run(sides, Seat("y"), "export", folder=tmp_path)
    assert run(sides, Seat("n"), "import", paths=[tmp_path], office="yi", yes=False) == 1
    assert sides.receiver.taken == []
    assert run(sides, Seat("y"), "import", paths=[tmp_path], office="yi", yes=False) == 0


def test_trust_asks_for_the_mark_read_out_on_the_telephone(sides: Sides) -> None:
    with tenant_scope(sides.a.office.id):
        ExchangePeer.objects.all().update(revoked_at=sides.a.now, revoked_why="更换")
    card = own_card(sides.b.office)
    asked = {"card": write_card(card), "kind": "procuratorate", "name": "", "fingerprint": None}
    with pytest.raises(MachineError, match=r"exchange\.fingerprint_differs"):
        run(sides, Seat("0000 1111"), "trust", **asked)
    assert run(sides, Seat(spoken(card.fingerprint).lower()), "trust", **asked) == 0


def test_key_and_list_tell_what_there_is(sides: Sides, tmp_path: Path) -> None:
    seat = Seat()
    run(sides, seat, "key")
    assert seat.read[0].startswith("xiezhi-peer-1:")
    sides.offer(1)
    run(sides, Seat("y"), "export", folder=tmp_path)
    listing = Seat()
    assert run(sides, listing, "list") == 0
    assert "发往 yi  1  已封包，待对方回执" in listing.text


def test_an_empty_folder_is_no_import(sides: Sides, tmp_path: Path) -> None:
    seat = Seat()
    assert run(sides, seat, "import", paths=[tmp_path], office="yi") == 1
    assert "没有找到摆渡包的分卷文件" in seat.text
