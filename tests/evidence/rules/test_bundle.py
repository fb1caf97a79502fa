"""A bundle is verified to its last byte, by whoever holds the office's public key."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.bundles import (
    PHOTO,
    SCAN,
    STRANGER,
    TRUSTED,
    Parts,
    container,
    parts,
)
from xiezhi.evidence.rules.bundle.container import (
    BundleWriter,
    ContainerRefusedError,
    read_members,
)
from xiezhi.evidence.rules.bundle.contents import (
    LEDGER,
    MANIFEST,
    BundleCopy,
    ledger_bytes,
    manifest_bytes,
    read_manifest,
)
from xiezhi.evidence.rules.bundle.verifying import (
    BundleFault,
    BundleOutcome,
    BundleReport,
    verify_bundle,
)

SOUND = parts().written()


def verified(data: bytes, *keys: str) -> BundleReport:
    return verify_bundle(io.BytesIO(data), keys or (TRUSTED,))


def faults(report: BundleReport) -> set[BundleFault]:
    return {one.fault for one in report.findings}


def test_sound_bundle_of_a_trusted_key_is_sound() -> None:
    report = verified(SOUND)
    assert report.findings == ()
    assert report.outcome is BundleOutcome.SOUND
    assert report.signed_size == 7


def test_any_reader_of_zip_files_opens_it() -> None:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as opened:
        assert opened.testzip() is None
        assert opened.namelist()[-2:] == [MANIFEST, LEDGER]


@given(place=st.integers(0, len(SOUND) - 1), bit=st.integers(0, 7))
def test_any_flipped_bit_is_found(place: int, bit: int) -> None:
    altered = bytearray(SOUND)
    altered[place] ^= 1 << bit
    assert verified(bytes(altered)).outcome is not BundleOutcome.SOUND


def test_every_byte_counts() -> None:
    """Each byte of the container turned round, one after the other."""
    altered = bytearray(SOUND)
    unseen = []
    for place in range(len(altered)):
        altered[place] ^= 0xFF
        if verified(bytes(altered)).outcome is BundleOutcome.SOUND:
            unseen.append(place)
        altered[place] ^= 0xFF
    assert unseen == []


MEMBERS = [*parts().contents, MANIFEST, LEDGER]


@given(data=st.data(), name=st.sampled_from(MEMBERS))
def test_flipped_byte_of_a_member_is_found_in_a_container_that_fits_it(
    data: st.DataObject, name: str
) -> None:
    """Whoever changes a member also mends the check sums of the container."""
    made = parts()
    members = {
        **made.contents,
        MANIFEST: manifest_bytes(made.manifest),
        LEDGER: ledger_bytes(made.ledger),
    }
    content = bytearray(members[name])
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    report = verified(container(members | {name: bytes(content)}))
    assert report.outcome in {BundleOutcome.TAMPERED, BundleOutcome.UNTRUSTED}


@given(length=st.integers(0, len(SOUND) - 1))
def test_bundle_cut_off_anywhere_is_not_sound(length: int) -> None:
    assert verified(SOUND[:length]).outcome is not BundleOutcome.SOUND


def test_bytes_before_or_after_are_found() -> None:
    assert verified(b"\0" + SOUND).outcome is BundleOutcome.TAMPERED
    assert verified(SOUND + b"\0").outcome is BundleOutcome.INCOMPLETE


def without(name: str) -> Callable[[Parts], bytes]:
    return lambda made: replace(
        made, contents={key: value for key, value in made.contents.items() if key != name}
    ).written()


def with_ledger(**changes: Any) -> Callable[[Parts], bytes]:
    return lambda made: replace(made, ledger=replace(made.ledger, **changes)).written()


def swapped(made: Parts) -> bytes:
    first, second = made.ledger.entries[2:4]
    entries = list(made.ledger.entries)
    entries[2], entries[3] = replace(first, after=second.after, salt=second.salt), second
    return replace(made, ledger=replace(made.ledger, entries=entries)).written()


def without_entry(place: int) -> Callable[[Parts], bytes]:
    def change(made: Parts) -> bytes:
        entries = [one for one in made.ledger.entries if one.sequence != place]
        return replace(made, ledger=replace(made.ledger, entries=entries)).written()

    return change


def later_manifest(made: Parts) -> bytes:
    """A manifest written after the export was recorded."""
    return replace(made, manifest=replace(made.manifest, purpose="archive")).written()


def extra(made: Parts) -> bytes:
    return replace(made, contents={**made.contents, "records/more.json": b"{}"}).written()


@pytest.mark.parametrize(
    ("change", "fault", "outcome"),
    [
        pytest.param(without(f"files/{SCAN}.pdf"), "member_missing", "incomplete", id="file"),
        pytest.param(without_entry(4), "entry_missing", "incomplete", id="entry"),
        pytest.param(without_entry(5), "entry_missing", "incomplete", id="export"),
        pytest.param(extra, "member_extra", "tampered", id="extra member"),
        pytest.param(swapped, "entry_altered", "tampered", id="swapped words"),
        pytest.param(later_manifest, "manifest_contradicts", "tampered", id="manifest"),
        pytest.param(
            with_ledger(key="ceshi.xiezhi+00000000+AQ=="),
            "checkpoint_altered",
            "tampered",
            id="key",
        ),
        pytest.param(
            with_ledger(origin="other.xiezhi"), "checkpoint_altered", "tampered", id="origin"
        ),
    ],
)
def test_what_was_changed_is_named(
    change: Callable[[Parts], bytes], fault: str, outcome: str
) -> None:
    report = verified(change(parts()))
    assert BundleFault(fault) in faults(report)
    assert report.outcome == outcome


def test_bundle_signed_by_a_stranger_is_untrusted_and_not_called_altered() -> None:
    report = verified(parts(key=STRANGER).written())
    assert faults(report) == {BundleFault.KEY_UNKNOWN}
    assert report.outcome is BundleOutcome.UNTRUSTED


def test_without_any_trusted_key_nothing_is_sound() -> None:
    report = verify_bundle(io.BytesIO(SOUND), ())
    assert report.outcome is BundleOutcome.UNTRUSTED


def test_file_put_in_the_place_of_another_contradicts_its_seal() -> None:
    made = parts()
    photo, scan = made.manifest.files
    exchanged = parts(files=[photo, replace(scan, member=f"files/{PHOTO}.jpg")])
    assert BundleFault.FILE_CONTRADICTS in faults(verified(exchanged.written()))
    passed_off = parts(files=[replace(photo, copy=BundleCopy.ORIGINAL), scan])
    assert BundleFault.FILE_CONTRADICTS in faults(verified(passed_off.written()))


def test_line_of_another_file_is_no_line_of_this_one() -> None:
    photo, scan = parts().manifest.files
    lent = parts(files=[replace(photo, custody=[]), replace(scan, custody=photo.custody)])
    assert BundleFault.CUSTODY_CONTRADICTS in faults(verified(lent.written()))


def zipped(members: list[tuple[str, bytes]], *, method: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, content in members:
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        pytest.param(
            zipped([(MANIFEST, b"0" * 50_000_000)], method=zipfile.ZIP_DEFLATED),
            "compressed",
            id="bomb",
        ),
        pytest.param(zipped([("../../etc/passwd", b"x")]), "unsafe_name", id="upwards"),
        pytest.param(zipped([("/etc/passwd", b"x")]), "unsafe_name", id="absolute"),
        pytest.param(zipped([("files\\a.jpg", b"x")]), "unsafe_name", id="backslash"),
        pytest.param(zipped([("files/\u202egpj.exe", b"x")]), "unsafe_name", id="turned round"),
        pytest.param(zipped([("records/a.json/", b"")]), "unsafe_name", id="folder"),
        pytest.param(b"", "cut_off", id="empty"),
        pytest.param(b"PK\x03\x04", "cut_off", id="begun"),
        pytest.param(b"PK\x05\x06" + b"\0" * 18, "member_missing", id="nothing inside"),
        pytest.param(
            struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 0, 0, 0),
            "too_large",
            id="many",
        ),
    ],
)
def test_hostile_container_is_refused_unopened(data: bytes, fault: str) -> None:
    report = verified(data)
    assert BundleFault(fault) in faults(report)
    assert report.outcome is not BundleOutcome.SOUND


def test_member_that_stands_twice_is_refused() -> None:
    once = container({"records/a.json": b"1", "records/b.json": b"2"})
    twice = once.replace(b"records/b.json", b"records/a.json")
    with pytest.raises(ContainerRefusedError) as caught:
        read_members(io.BytesIO(twice))
    assert caught.value.code == "bundle.duplicate"
    writer = BundleWriter(io.BytesIO())
    writer.add("records/a.json", b"1")
    with pytest.raises(ContainerRefusedError):
        writer.add("records/a.json", b"2")


@pytest.mark.parametrize(
    "words",
    [b"", b"[]", b"{}", b"null", b"[" * 100_000, b'{"a":1,"a":1}', b'{"members":1.5}', b"\xff"],
)
def test_words_that_are_no_manifest_are_unreadable(words: bytes) -> None:
    with pytest.raises(ContainerRefusedError):
        read_manifest(words)
    report = verified(container({MANIFEST: words, LEDGER: words}))
    assert BundleFault.UNREADABLE in faults(report)
