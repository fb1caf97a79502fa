"""摆渡包 at the desk: draw up, review item by item, seal, download; upload, look, import."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.exchange.sides import Sides
from tests.web.exchange.conftest import Desk
from xiezhi.exchange.models import ExchangePackage, ExchangePeer
from xiezhi.exchange.rules.signing import write_card
from xiezhi.exchange.services.keys import own_card
from xiezhi.infra.tenant import tenant_scope

HOME = "/desk/exchange/"


def jpeg(shade: int = 90) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 20, 60)).save(out, "JPEG")
    return out.getvalue()


def text_of(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


@pytest.fixture
def clerk(at_desk: Desk) -> Client:
    return at_desk("书记员07", "sjy07", "clerk")


@pytest.fixture
def reviewer(at_desk: Desk) -> Client:
    return at_desk("案件管理07", "ag07", "case_management")


def draft(client: Client, sides: Sides) -> str:
    """Draw up at the desk; the address of the package."""
    answer = client.post(f"{HOME}draft/{sides.a.peer_id}/")
    assert answer.status_code == 302, text_of(answer)
    return str(answer.headers["Location"])


def upload(client: Client, part: bytes) -> Any:
    file = SimpleUploadedFile("xiezhi-1.xzp", part, "application/octet-stream")
    return client.post(f"{HOME}parts/", {"part": file}, follow=True)


def test_a_package_goes_from_draft_to_its_parts(
    sides: Sides, clerk: Client, reviewer: Client
) -> None:
    sides.offer(1, jpeg())
    sides.offer(2)
    package = draft(clerk, sides)
    assert "河滩倾倒建筑垃圾" in text_of(clerk.get(package))
    clerk.post(f"{package}submit/")

    first = reviewer.get(f"{package}review/").headers["Location"]
    page = text_of(reviewer.get(first))
    assert "河道内倾倒建筑垃圾约四百立方米" in page
    assert "同意外发" in page
    second = reviewer.post(f"{first}mark/", {"mark": "pass"}).headers["Location"]
    assert second == f"{package}items/2/"
    held = reviewer.post(f"{second}mark/", {"mark": "hold", "reason": "待领导审批"})
    assert held.headers["Location"] == package

    sealed = reviewer.post(f"{package}seal/", {"reason": "光盘 2026-3"}, follow=True)
    assert "已封包签名，第 1 号" in text_of(sealed)
    part = clerk.post(f"{package}parts/1/")
    content = part.getvalue()
    assert int(part.headers["Content-Length"]) == len(content)
    assert 'filename="xiezhi-000001-' in part.headers["Content-Disposition"]
    sides.b.take([content])
    assert len(sides.receiver.taken) == 1


def test_the_exporter_is_not_offered_the_review(sides: Sides, clerk: Client, at_desk: Desk) -> None:
    sides.offer(1)
    head = at_desk("联络员07", "ll07", "liaison")
    package = draft(head, sides)
    head.post(f"{package}submit/")
    assert "同意外发" not in text_of(head.get(f"{package}items/1/"))
    refused = head.post(f"{package}items/1/mark/", {"mark": "pass"})
    assert refused.status_code == 400
    assert "自己打的包不能自己审核" in text_of(refused)


def test_holding_back_without_a_reason_is_refused_in_place(
    sides: Sides, clerk: Client, reviewer: Client
) -> None:
    sides.offer(1)
    package = draft(clerk, sides)
    clerk.post(f"{package}submit/")
    refused = reviewer.post(f"{package}items/1/mark/", {"mark": "hold", "reason": " "})
    assert "没有填写理由" in text_of(refused)


def test_a_reviewer_reads_why_an_item_was_held_back_the_last_time(
    sides: Sides, clerk: Client, reviewer: Client
) -> None:
    sides.offer(1)
    sides.offer(2)
    package = draft(clerk, sides)
    clerk.post(f"{package}submit/")
    reviewer.post(f"{package}items/1/mark/", {"mark": "hold", "reason": "待领导审批"})
    reviewer.post(f"{package}items/2/mark/", {"mark": "pass"})
    reviewer.post(f"{package}seal/", {"reason": "光盘 2026-3"})
    again = draft(clerk, sides)
    assert "上次暂缓：待领导审批" in text_of(reviewer.get(f"{again}items/1/"))


def test_seal_without_medium_keeps_the_page_and_says_so(
    sides: Sides, clerk: Client, reviewer: Client
) -> None:
    sides.offer(1)
    package = draft(clerk, sides)
    clerk.post(f"{package}submit/")
    reviewer.post(f"{package}items/1/mark/", {"mark": "pass"})
    refused = reviewer.post(f"{package}seal/", {"reason": ""})
    assert refused.status_code == 409
    assert "没有填写介质编号" in text_of(refused)


def test_a_picture_of_an_item_is_shown_and_nothing_else_may_be_fetched(
    sides: Sides, clerk: Client
) -> None:
    sides.offer(1, jpeg())
    package = draft(clerk, sides)
    item = text_of(clerk.get(f"{package}items/1/"))
    address = item.split('<img src="')[1].split('"')[0]
    answer = clerk.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    other = address.rsplit("/", 2)[0] + "/" + "0" * 64 + "/"
    assert clerk.get(other).status_code == 404


def test_parts_are_uploaded_one_by_one_and_then_imported(
    sides: Sides, clerk: Client, settings: Any
) -> None:
    settings.XIEZHI_EXCHANGE_PART_BYTES = 140 * 1024
    other_way(sides)
    sides.offer(1, *(bytes([number]) * 50_000 for number in range(1, 6)))
    parts = sides.b.send()
    page = text_of(upload(clerk, parts[1]))
    assert "还缺第 1、3、4 卷" in page
    for part in (parts[0], parts[2], parts[3]):
        page = text_of(upload(clerk, part))
    assert "核验通过" in page
    with tenant_scope(sides.a.office.id):
        package = ExchangePackage.objects.get()
    done = clerk.post(f"{HOME}{package.id}/import/", follow=True)
    assert "已导入 1 项" in text_of(done)
    assert "已于" in text_of(upload(clerk, parts[0]))


def other_way(sides: Sides) -> None:
    """Have the other office send, so that the desk takes."""
    sides.sender.office_id = sides.b.office.id


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a package at all", "这不是摆渡包文件"),
        (b"XIEZHIPK\x00\x09" + bytes(50), "较新的版本"),
        (b"XIEZHIPK\x00\x01", "文件不完整"),
    ],
)
def test_other_files_are_refused_in_clear_words(clerk: Client, content: bytes, words: str) -> None:
    answer = upload(clerk, content)
    assert answer.status_code == 400
    assert words in text_of(answer)


def test_pictures_that_came_are_looked_at_before_they_are_imported(
    sides: Sides, clerk: Client
) -> None:
    other_way(sides)
    sides.offer(1, jpeg())
    upload(clerk, sides.b.send()[0])
    with tenant_scope(sides.a.office.id):
        package = ExchangePackage.objects.get()
    item = f"{HOME}{package.id}/items/1/"
    address = text_of(clerk.get(item)).split('<img src="')[1].split('"')[0]
    assert clerk.get(address).content == jpeg()
    clerk.post(f"{HOME}{package.id}/import/")
    assert "内容已不在包里" in text_of(clerk.get(item))
    assert clerk.get(address).status_code == 404


def test_a_package_may_be_refused_with_a_reason(sides: Sides, clerk: Client) -> None:
    other_way(sides)
    sides.offer(1)
    upload(clerk, sides.b.send()[0])
    with tenant_scope(sides.a.office.id):
        package = ExchangePackage.objects.get()
    empty = clerk.post(f"{HOME}{package.id}/refuse/", {"reason": ""})
    assert "没有填写理由" in text_of(empty)
    done = clerk.post(f"{HOME}{package.id}/refuse/", {"reason": "内容不符"}, follow=True)
    assert "已拒收" in text_of(done)


def test_a_peer_is_trusted_after_its_mark_was_shown(sides: Sides, at_desk: Desk) -> None:
    admin = at_desk("系统管理员07", "xg07", "system_admin")
    with tenant_scope(sides.a.office.id):
        ExchangePeer.objects.all().update(revoked_at=sides.a.now, revoked_why="更换")
    card = write_card(own_card(sides.b.office))
    entered = {"card": card, "kind": "procuratorate", "name": "乙检察院", "act": "look"}
    page = text_of(admin.post(f"{HOME}peers/", entered))
    assert "逐组核对" in page
    with tenant_scope(sides.a.office.id):
        assert not ExchangePeer.objects.filter(revoked_at=None).exists()
    done = admin.post(f"{HOME}peers/", entered | {"act": "trust"}, follow=True)
    assert "已信任 乙检察院" in text_of(done)


@pytest.mark.parametrize(
    ("card", "words"),
    [("", "请粘贴对方的对接码"), ("xiezhi-peer-1:abc:def", "对接码认不出"), ("随便", "认不出")],
)
def test_a_card_that_is_none_is_refused_and_kept(
    sides: Sides, at_desk: Desk, card: str, words: str
) -> None:
    admin = at_desk("系统管理员07", "xg07", "system_admin")
    answer = admin.post(f"{HOME}peers/", {"card": card, "kind": "superior", "act": "look"})
    assert answer.status_code == 400
    assert words in text_of(answer)
    assert card in text_of(answer)


@pytest.mark.parametrize("path", ["", "waiting/"])
def test_pages_are_for_whoever_carries_packages(sides: Sides, at_desk: Desk, path: str) -> None:
    assistant = at_desk("检察官助理07", "zl07", "assistant")
    assert assistant.get(HOME + path).status_code == 403


def test_peers_are_for_the_system_administrator(clerk: Client) -> None:
    assert clerk.get(f"{HOME}peers/").status_code == 403


def test_anonymous_visitors_are_asked_to_sign_in(sides: Sides) -> None:
    assert Client().get(HOME).status_code in {302, 403}


def test_the_list_asks_the_same_number_of_questions_however_long(
    sides: Sides, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        sides.offer(number)
        sides.a.send()
    with django_assert_max_num_queries(40):
        assert clerk.get(HOME).status_code == 200
