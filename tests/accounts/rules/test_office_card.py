"""院卡: the office as both zones must have it, without a secret, and nothing altered on the way."""

import json
from dataclasses import fields
from uuid import UUID

import pytest

from xiezhi.accounts.rules.crossing import CrossedTown
from xiezhi.accounts.rules.office_card import OfficeCard, read_office_card, write_office_card
from xiezhi.kernel.errors import InvalidInputError

CARD = OfficeCard(
    id=UUID("0199c0de-0000-4000-8000-000000000001"),
    slug="dalad",
    name="达拉特旗人民检察院",
    short_name="达拉特旗院",
    superior_name="鄂尔多斯市人民检察院",
    public_number=7,
    telephone="0477-5200000",
    identity_public_key=bytes(range(32)),
    towns=(
        CrossedTown(name="展旦召苏木", latitude=40.4071, longitude=109.8812),
        CrossedTown(name="白泥井镇", latitude=None, longitude=None),
    ),
    peer="xiezhi-peer-1:abc:01234567",
)


def test_a_card_comes_back_as_it_was_written() -> None:
    assert read_office_card(write_office_card(CARD)) == CARD


def test_a_card_names_no_private_key_and_no_password() -> None:
    names = {one.name for one in fields(OfficeCard)}
    assert not {name for name in names if "private" in name or "password" in name}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"identity_public_key": "00" * 32}, id="another-key"),
        pytest.param({"id": "0199c0de-0000-4000-8000-000000000002"}, id="another-office"),
        pytest.param({"format": "xiezhi-office-2"}, id="newer-format"),
        pytest.param({"towns": []}, id="towns-gone"),
        pytest.param({"note": "x"}, id="something-more"),
        pytest.param({"check": "0" * 64}, id="another-sum"),
    ],
)
def test_an_altered_card_is_refused(change: dict[str, object]) -> None:
    content = json.loads(write_office_card(CARD)) | change
    with pytest.raises(InvalidInputError) as refusal:
        read_office_card(json.dumps(content))
    assert refusal.value.code == "accounts.card_unreadable"


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "院卡", "[" * 5000, '{"check": 1}'])
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_office_card(text)
