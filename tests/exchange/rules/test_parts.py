"""The envelope: what is sealed comes out again, and nothing else does."""

import io
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.envelopes import (
    OUTER,
    STRANGER,
    Sealed,
    picture,
    seal,
    transfer,
    unseal,
)
from xiezhi.exchange.rules.items import Item, ItemFile
from xiezhi.exchange.rules.parts import plan_parts, read_head
from xiezhi.kernel.errors import InvalidInputError

PICTURES = [picture(1), picture(2), picture(3, size=5)]


def whole(piece_limit: int = 10**6) -> Sealed:
    return seal(
        [transfer(1, PICTURES[0]), transfer(2, *PICTURES[1:])], PICTURES, piece_limit=piece_limit
    )


def test_items_and_files_come_out_as_they_went_in() -> None:
    items = unseal(whole().parts)
    assert items == [transfer(1, PICTURES[0]), transfer(2, *PICTURES[1:])]


@pytest.mark.parametrize("limit", [1, 700, 1024, 6005, 100_000])
def test_parts_of_any_size_hold_the_same(limit: int) -> None:
    if limit == 1:
        limit = 97
    sealed = whole(piece_limit=limit)
    assert len(sealed.parts) == len(plan_parts(sealed.manifest.payload_bytes, piece_limit=limit))
    assert unseal(list(reversed(sealed.parts))) == unseal(whole().parts)


def test_a_part_made_again_has_the_same_bytes() -> None:
    assert whole(piece_limit=900).parts == whole(piece_limit=900).parts


def test_a_part_says_by_itself_where_it_belongs() -> None:
    sealed = whole(piece_limit=900)
    heads = [read_head(io.BytesIO(part)) for part in sealed.parts]
    assert {head.manifest for head in heads} == {sealed.manifest}
    assert [head.number for head in heads] == list(range(1, len(heads) + 1))


@pytest.mark.parametrize("limit", [10**6, 1500])
def test_any_byte_flipped_is_refused(limit: int) -> None:
    sealed = seal([transfer(1, PICTURES[2])], [PICTURES[2]], piece_limit=limit)
    for place, part in enumerate(sealed.parts):
        for at in range(len(part)):
            broken = bytearray(part)
            broken[at] ^= 1 << (at % 8)
            parts = [*sealed.parts]
            parts[place] = bytes(broken)
            with pytest.raises(InvalidInputError):
                unseal(parts)


@settings(max_examples=60)
@given(st.data())
def test_any_piece_cut_off_or_put_on_is_refused(data: st.DataObject) -> None:
    part = whole().parts[0]
    cut = data.draw(st.integers(0, len(part) - 1))
    more = data.draw(st.binary(min_size=1, max_size=20))
    for broken in (part[:cut], part + more):
        with pytest.raises(InvalidInputError):
            unseal([broken])


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_anything_else_is_no_package(content: bytes) -> None:
    for hostile in (content, b"XIEZHIPK" + content):
        with pytest.raises(InvalidInputError):
            unseal([hostile])


def test_a_strangers_signature_does_not_pass() -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.damaged"):
        unseal(seal([transfer(1)], signer=STRANGER).parts, key=OUTER.public_key)


def test_a_newer_format_is_named_as_such() -> None:
    part = bytearray(whole().parts[0])
    part[9] = 2
    with pytest.raises(InvalidInputError, match=r"exchange\.newer_format"):
        read_head(io.BytesIO(bytes(part)))


def test_a_field_not_on_the_list_is_refused_though_signed() -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.field_unknown") as refusal:
        unseal(seal([transfer(1, reporter_name="某人")]).parts)
    assert refusal.value.params["field"] == "reporter_name"


def test_a_file_no_item_names_is_refused_though_signed() -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.files_differ"):
        unseal(seal([transfer(1)], [PICTURES[0]]).parts)


def test_a_file_named_and_not_brought_is_refused_though_signed() -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.files_differ"):
        unseal(seal([transfer(1, PICTURES[0])]).parts)


def test_a_file_with_another_hash_is_refused_though_signed() -> None:
    item = transfer(1, PICTURES[0])
    sealed = seal([item], [PICTURES[0]])
    wrong = ItemFile(sha256=sha256(b"other").hexdigest(), size_bytes=len(PICTURES[0]))
    told = Item(
        kind=item.kind,
        object_id=item.object_id,
        version=1,
        body={**item.body, "pictures": [{"file": wrong.sha256, "media_type": "image/jpeg"}]},
    )
    forged = seal([told], [PICTURES[0]], listed=(wrong,))
    assert unseal(sealed.parts)
    with pytest.raises(InvalidInputError, match=r"exchange\.damaged"):
        unseal(forged.parts)


def test_parts_of_two_packages_do_not_mix() -> None:
    one = whole(piece_limit=4000)
    other = seal([transfer(3, picture(9, 9000))], [picture(9, 9000)], piece_limit=4000)
    with pytest.raises(InvalidInputError):
        unseal([one.parts[0], other.parts[1], *one.parts[2:]])
