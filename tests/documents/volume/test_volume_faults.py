"""What is missing is said where it is missing, all at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.documents.volume.samples import (
    COVER,
    NOTE,
    item,
    locked_pdf,
    pdf_of,
    photo,
    picture,
    sheets,
    volume,
)
from xiezhi.documents.volume.binder import bind_volume
from xiezhi.documents.volume.faults import VolumeFaultsError, photo_faults, volume_faults
from xiezhi.documents.volume.photo_sheets import photo_sheets_pdf
from xiezhi.documents.volume.values import EvidencePhoto, Volume, VolumeItem

PDF = pdf_of()
PICTURE = picture(40, 30)
WHOLE = volume(item(PDF), item(PDF))


def test_whole_volume_has_no_fault() -> None:
    assert list(volume_faults(WHOLE)) == []


@pytest.mark.parametrize(
    ("cover", "fault"),
    [
        pytest.param({"office": " "}, "office:missing", id="no-office"),
        pytest.param({"kind": ""}, "kind:missing", id="no-kind"),
        pytest.param({"case_title": ""}, "case_title:missing", id="no-case"),
        pytest.param({"case_title": "案" * 121}, "case_title:too_long", id="long-case"),
        pytest.param({"handlers": ()}, "handlers:missing", id="nobody-handles"),
        pytest.param({"parties_label": "当事人和第三人等"}, "parties_label:too_long", id="label"),
        pytest.param({"closed_on": date(2026, 3, 5)}, "closed_on:contradictory", id="closed-early"),
        pytest.param(
            {"archived_on": date(2026, 8, 19)}, "archived_on:contradictory", id="archived-early"
        ),
        pytest.param({"volume_place": 2}, "volume_place:contradictory", id="second-of-one"),
        pytest.param({"volume_place": 0}, "volume_place:contradictory", id="place-zero"),
    ],
)
def test_cover_with_a_fault_is_refused(cover: dict[str, object], fault: str) -> None:
    broken = replace(WHOLE, cover=replace(COVER, **cover))  # type: ignore[arg-type]
    assert [f"{found.field}:{found.kind}" for found in volume_faults(broken)] == [fault]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        pytest.param({"title": "\u200b"}, "item-2.title:missing", id="title-of-nothing-seen"),
        pytest.param({"title": "函" * 201}, "item-2.title:too_long", id="long-title"),
        pytest.param({"author": ""}, "item-2.author:missing", id="no-author"),
        pytest.param({"dated": None}, "item-2.dated:missing", id="no-date"),
        pytest.param({"remarks": "注" * 81}, "item-2.remarks:too_long", id="long-remarks"),
    ],
)
def test_item_with_a_fault_is_named_by_its_place(changed: dict[str, object], fault: str) -> None:
    second: VolumeItem = replace(item(PDF), **changed)  # type: ignore[arg-type]
    found = list(volume_faults(volume(item(PDF), second)))
    assert [f"{one.where}.{one.field}:{one.kind}" for one in found] == [fault]
    assert found[0].name == second.title


def test_paper_without_a_date_is_taken_when_the_remarks_say_why() -> None:
    assert list(volume_faults(volume(item(PDF, dated=None, remarks="原件无日期")))) == []


def test_volume_of_nothing_is_refused() -> None:
    assert [one.where for one in volume_faults(volume())] == ["items"]


def test_long_closing_note_is_refused() -> None:
    broken = Volume(cover=COVER, items=WHOLE.items, note=replace(NOTE, situation="注" * 601))
    assert [one.where for one in volume_faults(broken)] == ["note"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        pytest.param({"taken_at": None}, "taken_at:missing", id="no-time"),
        pytest.param({"place": ""}, "place:missing", id="no-place"),
        pytest.param({"photographer": " "}, "photographer:missing", id="no-photographer"),
        pytest.param({"witness": ""}, "witness:missing", id="no-witness"),
        pytest.param({"proves": ""}, "proves:missing", id="proves-nothing"),
        pytest.param({"proves": "证" * 161}, "proves:too_long", id="proves-too-much"),
        pytest.param({"original_sha256": ""}, "original_sha256:missing", id="no-digest"),
        pytest.param({"original_sha256": "AB" * 32}, "original_sha256:malformed", id="capitals"),
    ],
)
def test_picture_with_a_fault_is_named_by_its_place(changed: dict[str, object], fault: str) -> None:
    second: EvidencePhoto = replace(photo(PICTURE), **changed)  # type: ignore[arg-type]
    found = list(photo_faults(sheets(photo(PICTURE), second)))
    assert [f"{one.where}.{one.field}:{one.kind}" for one in found] == [f"photo-2.{fault}"]


def test_every_fault_is_named_at_once_and_no_title_is_logged(tmp_path: Path) -> None:
    broken = volume(item(PDF, title=""), item(PDF, author="", dated=None))
    with pytest.raises(VolumeFaultsError) as refused:
        bind_volume(broken, tmp_path / "volume.pdf")
    assert refused.value.code == "documents.volume_faults"
    assert refused.value.params == {
        "volume_faults": "item-1.title:missing,item-2.author:missing,item-2.dated:missing"
    }
    assert not (tmp_path / "volume.pdf").exists()


def test_files_that_cannot_be_bound_are_named_with_their_titles(tmp_path: Path) -> None:
    broken = volume(
        item(PDF),
        item(locked_pdf(), title="复函"),
        item(b"%PDF-1.7 nothing", title="回执"),
        item(b"GIF89a", title="草图"),
    )
    with pytest.raises(VolumeFaultsError) as refused:
        bind_volume(broken, tmp_path / "volume.pdf")
    assert [(one.where, one.kind, one.name) for one in refused.value.faults] == [
        ("item-2", "locked", "复函"),
        ("item-3", "damaged", "回执"),
        ("item-4", "unknown_format", "草图"),
    ]
    assert "复函" not in str(refused.value.params)


def test_picture_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(VolumeFaultsError) as refused:
        photo_sheets_pdf(sheets(photo(PICTURE), photo(PICTURE[:200])), tmp_path / "sheets.pdf")
    assert refused.value.params == {"volume_faults": "photo-2.content:damaged"}
