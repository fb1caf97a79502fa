"""Verifying a 归档包 says of each file whether it is intact, changed, missing or extra."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.documents.volume.archive.test_package import (  # noqa: F401  # fixtures used by name
    package,
    written,
)
from tests.documents.volume.samples import scripted_pdf
from xiezhi.documents.volume.archive.layout import manifest_text
from xiezhi.documents.volume.archive.values import (
    ArchiveNature,
    CheckResult,
    FileState,
    PackageReceipt,
    PackageVerification,
)
from xiezhi.documents.volume.archive.verify import verify_package
from xiezhi.documents.volume.files import digests_of
from xiezhi.kernel.errors import InvalidInputError

MANIFEST = "校验清单-SHA256.txt"
Remaker = Callable[..., Path]


@pytest.fixture
def remake(written: tuple[Path, PackageReceipt], tmp_path: Path) -> Remaker:  # noqa: F811
    """Write the package once more with some files changed (bytes), left out (None) or added."""

    def remade(changes: Mapping[str, bytes | None], *, is_listed: bool = False) -> Path:
        with zipfile.ZipFile(written[0]) as bundle:
            files: dict[str, bytes | None] = {name: bundle.read(name) for name in bundle.namelist()}
        files |= changes
        kept = {name: data for name, data in files.items() if data is not None}
        if is_listed:
            sums = {}
            for name, data in kept.items():
                if name != MANIFEST:
                    (tmp_path / "one").write_bytes(data)
                    sums[name] = digests_of(tmp_path / "one")
            kept[MANIFEST] = manifest_text(sums)
        target = tmp_path / "remade.zip"
        with zipfile.ZipFile(target, "w") as bundle:
            for name, data in kept.items():
                bundle.writestr(name, data)
        return target

    return remade


def failed(found: PackageVerification) -> dict[str, str]:
    return {
        check.subject: check.detail for check in found.checks if check.result is CheckResult.FAILED
    }


def test_package_as_written_is_intact(written: tuple[Path, PackageReceipt]) -> None:  # noqa: F811
    path, receipt = written
    found = verify_package(path, registered_sha256=receipt.manifest_sha256)
    assert found.is_intact
    assert set(found.states.values()) == {FileState.INTACT}
    assert {check.subject for check in found.checks if check.result is CheckResult.NOT_CHECKED} == {
        "病毒检测"
    }
    assert {check.nature for check in found.checks} == set(ArchiveNature)


@pytest.mark.parametrize(
    ("changes", "states"),
    [
        pytest.param({"件/0002.jpg": b"other"}, {"件/0002.jpg": "changed"}, id="changed"),
        pytest.param({"件/0001.pdf": None}, {"件/0001.pdf": "missing"}, id="missing"),
        pytest.param({"件/0003.pdf": b"more"}, {"件/0003.pdf": "extra"}, id="extra"),
        pytest.param(
            {"元数据.xml": b"<a/>", "卷宗.pdf": None},
            {"元数据.xml": "changed", "卷宗.pdf": "missing"},
            id="several",
        ),
    ],
)
def test_each_file_has_its_state(
    remake: Remaker, changes: dict[str, bytes | None], states: dict[str, str]
) -> None:
    found = verify_package(remake(changes))
    assert not found.is_intact
    assert {
        name: state for name, state in found.states.items() if state is not FileState.INTACT
    } == states


def test_flipped_byte_on_the_medium_is_found(
    written: tuple[Path, PackageReceipt],  # noqa: F811
    tmp_path: Path,
) -> None:
    data = bytearray(written[0].read_bytes())
    with zipfile.ZipFile(written[0]) as bundle:
        entry = bundle.getinfo("件/0001.pdf")
    data[entry.header_offset + 500] ^= 1
    (tmp_path / "flipped.zip").write_bytes(data)
    found = verify_package(tmp_path / "flipped.zip")
    assert found.states["件/0001.pdf"] is FileState.CHANGED
    assert "文件与校验清单一致" in failed(found)


def test_package_made_anew_is_told_by_the_registered_digest(
    remake: Remaker,
    written: tuple[Path, PackageReceipt],  # noqa: F811
) -> None:
    path = remake({"说明文件.txt": "另一份说明".encode()}, is_listed=True)
    assert verify_package(path).is_intact
    found = verify_package(path, registered_sha256=written[1].manifest_sha256)
    assert set(failed(found)) == {"校验清单与移交时登记的一致"}


def test_paper_exchanged_with_its_list_disagrees_with_the_metadata(remake: Remaker) -> None:
    found = verify_package(remake({"件/0001.pdf": scripted_pdf()}, is_listed=True))
    assert set(found.states.values()) == {FileState.INTACT}
    assert failed(found) == dict.fromkeys(
        (
            "元数据中的摘要与文件一致",
            "元数据页数与文件实际页数一致",
            "PDF 所用字体都在文件内",
            "格式与元数据所记一致",
            "文件不含脚本、附件等可执行内容",
        ),
        "件/0001.pdf",
    )


@pytest.mark.parametrize(
    ("name", "data", "subject"),
    [
        pytest.param("元数据.xml", b"no xml", "元数据可以解析", id="metadata-unreadable"),
        pytest.param("操作留痕.jsonl", b"no json", "操作留痕按序排列", id="events-unreadable"),
        pytest.param(
            "操作留痕.jsonl",
            b'{"\xe5\xba\x8f\xe5\x8f\xb7": 1, "\xe6\x97\xb6\xe9\x97\xb4": "2026-03-06T09:00:00"}\n',
            "操作留痕按序排列",
            id="events-without-a-zone",
        ),
    ],
)
def test_what_the_package_says_of_itself_is_read(
    remake: Remaker, name: str, data: bytes, subject: str
) -> None:
    assert subject in failed(verify_package(remake({name: data}, is_listed=True)))


def test_events_out_of_order_are_found(remake: Remaker) -> None:
    lines = "".join(
        f'{{"序号": {place}, "时间": "2026-03-0{day}T09:00:00+08:00"}}\n'
        for place, day in ((1, 5), (3, 4), (2, 6))
    )
    found = failed(verify_package(remake({"操作留痕.jsonl": lines.encode()}, is_listed=True)))
    assert found == {"操作留痕按序排列": "第3号、第2号"}


def compressed(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(MANIFEST, b"0" * 1_000_000)


def without_list(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("a", b"b")


def with_a_wrong_list(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr(MANIFEST, b"\xff\xfe not a list")


def named_twice(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr(MANIFEST, b"a")
        with pytest.warns(UserWarning, match="Duplicate"):
            bundle.writestr(MANIFEST, b"b")


def larger_than_itself(path: Path) -> None:
    """Two entries of one place: what zip bombs without compression are made of."""
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("a", b"0" * 10_000)
        first = bundle.getinfo("a")
        for place in range(20):
            again = zipfile.ZipInfo(f"a{place}")
            again.header_offset, again.CRC = first.header_offset, first.CRC
            again.file_size = again.compress_size = first.file_size
            bundle.filelist.append(again)
            bundle.NameToInfo[again.filename] = again


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b"PK nothing"),
        lambda path: path.write_bytes(b""),
        compressed,
        without_list,
        with_a_wrong_list,
        named_twice,
        larger_than_itself,
    ],
    ids=["no-zip", "empty", "compressed", "no-list", "wrong-list", "twice", "overlapping"],
)
def test_what_is_no_package_is_refused(make: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    make(path)
    with pytest.raises(InvalidInputError) as refused:
        verify_package(path)
    assert refused.value.code == "documents.not_a_package"
