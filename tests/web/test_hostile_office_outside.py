"""摆渡包 and the portal meet rubbish: refused whole, in words, with nothing half-applied."""

import struct
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.accounts.people import make_person
from tests.evidence.hostile import hostile_files
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from tests.web.outside import World, as_unit, make_world
from tests.web.portal.replies import reply_fields
from xiezhi.accounts.models import Procuratorate
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.exchange.models import ExchangePackage, ExchangePeer
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.letters.models import LetterReply

HOME = "/desk/exchange/"
HEAD = b"XIEZHIPK\x00\x01"
PARTS = {
    "nothing": b"",
    "one byte": b"X",
    "only the head": HEAD,
    "garbage": bytes(range(256)) * 40,
    "garbage behind the head": HEAD + bytes(range(256)) * 40,
    "archive": b"PK\x03\x04" + bytes(500),
    "workbook of ones": HEAD + b"\xff" * 5000,
    "length of four gigabytes": HEAD + struct.pack(">I", 0xFFFFFFFF) + b"{}" * 100,
    "length of many exabytes": HEAD + struct.pack(">Q", 0x7FFFFFFFFFFFFFFF) + b"{}" * 100,
    "deep brackets": HEAD + struct.pack(">I", 40_000) + b"[" * 40_000,
    "a number without end": HEAD + struct.pack(">I", 9_000) + b"9" * 9_000,
    "no text": HEAD + struct.pack(">I", 400) + b"\xff\xfe" * 200,
}


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def signed_in(office: Procuratorate, role: str) -> Client:
    client = Client()
    person = make_person(office, f"{role}56", f"{role}56", (role,), secret=SECRET)
    sign_in_to_desk(client, person.login)
    return client


@pytest.mark.parametrize("content", PARTS.values(), ids=PARTS.keys())
def test_part_that_is_none_is_refused_in_words(office: Procuratorate, content: bytes) -> None:
    client = signed_in(office, "clerk")
    file = SimpleUploadedFile("xiezhi-1.xzp", content)
    answer = client.post(f"{HOME}parts/", {"part": file})
    assert answer.status_code == 400
    assert answer.context["form"].errors["part"]
    with tenant_scope(office.id):
        assert not ExchangePackage.objects.exists()


CARDS = ("=1+1", "xiezhi-peer-1:" + "A" * 3000, "xiezhi-peer-1:\x00:甲", "<b>x</b>", "卡" * 9000,
    "xiezhi-peer-9:abc:def", "𠮷👨‍👩‍👧‍👦")  # fmt: skip


@pytest.mark.parametrize("card", CARDS, ids=range(len(CARDS)))
def test_card_that_is_none_is_refused_and_trusts_nobody(office: Procuratorate, card: str) -> None:
    client = signed_in(office, "system_admin")
    for act in ("look", "trust"):
        typed = {"card": card, "kind": "superior", "name": "甲检察院", "act": act}
        answer = client.post(f"{HOME}peers/", typed)
        assert answer.status_code == 400
        assert answer.context["form"].errors["card"]
        assert 'value="甲检察院"' in answer.content.decode()
    with tenant_scope(office.id):
        assert not ExchangePeer.objects.exists()


def test_packages_of_nowhere_and_other_roles_stay_shut(office: Procuratorate) -> None:
    clerk, stranger = signed_in(office, "clerk"), signed_in(office, "petition_officer")
    nowhere = f"{HOME}{uuid4()}/"
    for part in ("", "items/1/", f"items/{'9' * 30}/", "items/1/files/x/"):
        assert clerk.get(nowhere + part).status_code == 404
        assert stranger.get(nowhere + part).status_code in {403, 404}
    for part in ("seal/", "import/", "nothing/", "parts/1/", f"parts/{'9' * 30}/"):
        assert clerk.post(nowhere + part).status_code == 404
    file = SimpleUploadedFile("xiezhi-1.xzp", HEAD)
    assert stranger.post(f"{HOME}parts/", {"part": file}).status_code in {400, 403}
    assert clerk.post(f"{HOME}draft/{uuid4()}/").status_code in {400, 404}


@pytest.fixture
def world(office: Procuratorate) -> World:
    return make_world(office, clock.now())


@pytest.fixture
def unit(world: World) -> Client:
    client = as_unit(world)
    client.post(f"/portal/letters/{world.letter_id}/receive/", {"unit_section": "防火监督科"})
    return client


def reply(unit: Client, world: World, **changes: object) -> Any:
    return unit.post(f"/portal/letters/{world.letter_id}/reply/", reply_fields(**changes))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("words", "水" * 350_000, id="a megabyte"),
        pytest.param("reply_number", "函" * 4000, id="endless number"),
        pytest.param("dated_on", "9" * 4000, id="no day"),
        pytest.param("dated_on", "9999-12-31", id="year 9999"),
        pytest.param("conclusion", "burnt", id="unknown conclusion"),
        pytest.param("measures-0-words", "清" * 9000, id="endless measure"),
        pytest.param("measures-TOTAL_FORMS", "9" * 5000, id="rows without end"),
        pytest.param("measures-TOTAL_FORMS", "x", id="no number of rows"),
    ],
)
def test_reply_of_a_unit_with_a_wrong_field_is_refused_and_kept(
    unit: Client, world: World, field: str, value: str
) -> None:
    answer = reply(unit, world, **{field: value})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert ("防火监督科" if field == "words" else "已更换阀门并恢复供水") in page
    with tenant_scope(world.office.id):
        assert not LetterReply.objects.filter(is_draft=False).exists()


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>已清运", "已清运\x00完毕", "已清运\u202egpj.exe", "=1+1已清运",
        "𠮷👨‍👩‍👧‍👦已清运", "{{7*7}}已清运",
    ],
    ids=range(6),
)  # fmt: skip
def test_hostile_words_of_a_unit_are_kept_clean(unit: Client, world: World, words: str) -> None:
    answer = reply(unit, world, words=words)
    assert answer.status_code in {302, 400}
    with tenant_scope(world.office.id):
        for kept in LetterReply.objects.values_list("words", flat=True):
            assert not {"\x00", "\u202e"} & set(kept)
    page = unit.get(f"/portal/letters/{world.letter_id}/").content.decode()
    assert "<script>alert" not in page


PAPERS = [one for one in hostile_files() if one.kind is MediaKind.PAPER and one.expected_code]


def test_paper_of_a_unit_that_is_none_is_named_and_the_words_stay(
    unit: Client, world: World
) -> None:
    for paper in PAPERS:
        answer = reply(unit, world, letter=SimpleUploadedFile(paper.name, paper.data))
        page = answer.content.decode()
        assert answer.status_code == 400, paper.name
        assert f"{paper.name}：" in page
        assert "已更换阀门并恢复供水" in page
    with tenant_scope(world.office.id):
        assert not LetterReply.objects.filter(is_draft=False).exists()
