"""What tus headers say, read strictly."""

import base64
import hashlib

import pytest

from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.kernel.errors import DomainError
from xiezhi.uploads.rules.protocol import UploadPlan, is_whole, read_plan


def told(**pairs: str) -> str:
    coded = {key: base64.b64encode(value.encode()).decode() for key, value in pairs.items()}
    return ",".join(f"{key} {value}" for key, value in coded.items())


def test_an_announcement_says_kind_name_length_and_hash() -> None:
    digest = hashlib.sha256(b"x").digest()
    found = read_plan(
        length="70", metadata=told(kind="photo", filename="水鹤.jpg", sha256=digest.hex())
    )
    assert found == UploadPlan(
        kind=MediaKind.PHOTO, size_bytes=70, name="水鹤.jpg", device_sha256=digest
    )


@pytest.mark.parametrize(
    ("length", "metadata", "code"),
    [
        pytest.param("70", told(kind="paper"), "uploads.unreadable", id="no paper by telephone"),
        pytest.param("70", "", "uploads.unreadable", id="no kind"),
        pytest.param("70", "kind ***", "uploads.unreadable", id="no base64"),
        pytest.param("70", "kind /w==", "uploads.unreadable", id="no text"),
        pytest.param("70", told(kind="photo", sha256="ab"), "uploads.unreadable", id="half hash"),
        pytest.param("70", told(kind="photo", sha256="q" * 64), "uploads.unreadable", id="no hash"),
        pytest.param("70", "x" * 5000, "uploads.unreadable", id="endless metadata"),
        pytest.param("", told(kind="photo"), "uploads.unreadable", id="no length"),
        pytest.param("-1", told(kind="photo"), "uploads.unreadable", id="negative"),
        pytest.param("７0", told(kind="photo"), "uploads.unreadable", id="full width"),
        pytest.param("9" * 16, told(kind="photo"), "uploads.unreadable", id="longer than disks"),
        pytest.param("0", told(kind="photo"), "evidence.empty", id="nothing"),
        pytest.param("99999999", told(kind="voice"), "evidence.too_large", id="too much"),
    ],
)
def test_what_cannot_be_read_is_refused(length: str, metadata: str, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_plan(length=length, metadata=metadata)
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["sha1", "sha256"])
def test_a_part_is_compared_with_its_checksum(name: str) -> None:
    value = base64.b64encode(hashlib.new(name, b"part").digest()).decode()
    assert is_whole(f"{name} {value}", b"part")
    assert not is_whole(f"{name} {value}", b"port")
    assert is_whole("", b"anything")


@pytest.mark.parametrize("checksum", ["md5 abcd", "sha256 ***"])
def test_a_checksum_that_cannot_be_read_is_refused(checksum: str) -> None:
    with pytest.raises(DomainError) as refused:
        is_whole(checksum, b"part")
    assert refused.value.code == "uploads.unreadable"
