"""归档包: what is in it, that anybody can check it, and that the same volume gives the same bytes."""

import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]  # ships no types

from tests.documents.papers.samples import LETTER
from tests.documents.volume.samples import item, pdf_of, picture, volume
from xiezhi.documents.papers.pdf import paper_pdf
from xiezhi.documents.volume.archive.metadata import SCHEMA_FILE, from_xml, to_xml
from xiezhi.documents.volume.archive.package import write_package
from xiezhi.documents.volume.archive.values import (
    ArchivePackage,
    CheckResult,
    LoggedEvent,
    PackageReceipt,
)
from xiezhi.documents.volume.binder import bind_volume
from xiezhi.documents.volume.files import digests_of, sha256_of
from xiezhi.documents.volume.values import (
    RETENTION_WORDS,
    SECRECY_WORDS,
    ItemOrigin,
    Retention,
    Secrecy,
)
from xiezhi.kernel.errors import InvalidInputError

EVENTS = (
    LoggedEvent(
        place=11,
        at=datetime(2026, 3, 6, 1, tzinfo=UTC),
        actor="书记员05",
        act="登记立案",
        about="案件 2026-3",
        leaf="ab" * 32,
    ),
    LoggedEvent(
        place=15,
        at=datetime(2026, 3, 9, 2, tzinfo=UTC),
        actor="书记员05",
        act="登记送达",
        about="函件 2026-5",
        leaf="cd" * 32,
    ),
)
MADE_PAPER = paper_pdf(LETTER)
SCAN = picture(600, 800)
VOLUME = volume(
    item(MADE_PAPER, title="移送函", origin=ItemOrigin.MADE),
    item(SCAN, title="复函", author="住建局", origin=ItemOrigin.SCANNED, remarks="原件存卷"),
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ArchivePackage:
    target = tmp_path_factory.mktemp("bound") / "volume.pdf"
    bound = bind_volume(VOLUME, target)
    return ArchivePackage(
        code="GD-2026-0003",
        volume=VOLUME,
        bound=bound,
        bound_pdf=target,
        events=EVENTS,
        prepared_by="书记员05",
        prepared_at=datetime(2026, 9, 1, 2, tzinfo=UTC),
        software="协治 0.1.0",
    )


@pytest.fixture(scope="module")
def written(
    package: ArchivePackage, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, PackageReceipt]:
    target = tmp_path_factory.mktemp("package") / "package.zip"
    return target, write_package(package, target)


@pytest.fixture(scope="module")
def unpacked(
    written: tuple[Path, PackageReceipt], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(written[0]) as bundle:
        bundle.extractall(folder)
    return folder


def test_package_holds_papers_metadata_volume_events_and_lists(unpacked: Path) -> None:
    found = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    assert found == {
        "说明文件.txt",
        "元数据.xml",
        "元数据结构.xsd",
        "件/0001.pdf",
        "件/0002.jpg",
        "卷宗.pdf",
        "操作留痕.jsonl",
        "四性检测.txt",
        "校验清单-SHA256.txt",
        "校验清单-SM3.txt",
    }


def test_papers_are_in_it_as_they_are(unpacked: Path) -> None:
    assert (unpacked / "件/0001.pdf").read_bytes() == MADE_PAPER
    assert (unpacked / "件/0002.jpg").read_bytes() == SCAN


def test_anybody_can_check_it_with_a_common_tool(unpacked: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "校验清单-SHA256.txt"],  # noqa: S607
        cwd=unpacked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == 9


def test_metadata_follow_the_schema_in_the_package(unpacked: Path) -> None:
    schema = etree.XMLSchema(etree.parse(unpacked / "元数据结构.xsd"))
    schema.assertValid(etree.parse(unpacked / "元数据.xml"))


def test_metadata_say_what_each_paper_is(unpacked: Path) -> None:
    described = from_xml((unpacked / "元数据.xml").read_bytes())
    assert described is not None
    assert described.volume["保管期限"] == "60年"
    assert described.volume["件数"] == "2"
    made, scan = (one.values for one in described.items)
    assert (made["题名"], made["来源"], made["格式"]) == ("移送函", "本院制作", "PDF/A-2A")
    assert (scan["责任者"], scan["来源"], scan["格式"]) == ("住建局", "扫描件", "JPEG")
    assert (made["起页"], made["止页"], scan["起页"]) == ("1", "2", "3")
    sums = digests_of(unpacked / "件/0002.jpg")
    assert (scan["SHA-256"], scan["SM3"]) == (sums.sha256, sums.sm3)


def test_sm3_is_the_digest_of_the_standard(tmp_path: Path) -> None:
    # GB/T 32905-2016, A.1: the digest of "abc".
    (tmp_path / "abc").write_bytes(b"abc")
    assert digests_of(tmp_path / "abc").sm3 == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


def test_events_are_lines_of_json(unpacked: Path) -> None:
    lines = (unpacked / "操作留痕.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["序号"] for line in lines] == [11, 15]
    assert json.loads(lines[0])["时间"] == "2026-03-06T09:00:00+08:00"


def test_what_must_be_confirmed_says_so(unpacked: Path) -> None:
    for name in ("说明文件.txt", "元数据.xml", "四性检测.txt", "元数据结构.xsd"):
        assert "待核" in (unpacked / name).read_text(encoding="utf-8")


def test_same_volume_gives_the_same_bytes(
    package: ArchivePackage, written: tuple[Path, PackageReceipt], tmp_path: Path
) -> None:
    again = write_package(package, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == written[0].read_bytes()
    assert again.sha256 == written[1].sha256 == sha256_of(written[0])


def test_receipt_names_the_list_and_no_check_failed(
    written: tuple[Path, PackageReceipt], unpacked: Path
) -> None:
    receipt = written[1]
    assert receipt.manifest_sha256 == sha256_of(unpacked / "校验清单-SHA256.txt")
    assert CheckResult.FAILED not in {check.result for check in receipt.checks}


def test_bound_volume_of_other_papers_is_refused(package: ArchivePackage, tmp_path: Path) -> None:
    other = replace(package, volume=volume(item(pdf_of()), item(SCAN)))
    with pytest.raises(InvalidInputError) as refused:
        write_package(other, tmp_path / "package.zip")
    assert refused.value.code == "documents.not_this_volume"


def test_changed_bound_volume_is_refused(package: ArchivePackage, tmp_path: Path) -> None:
    changed = tmp_path / "volume.pdf"
    changed.write_bytes(package.bound_pdf.read_bytes() + b"\n")
    with pytest.raises(InvalidInputError) as refused:
        write_package(replace(package, bound_pdf=changed), tmp_path / "package.zip")
    assert refused.value.code == "documents.not_this_volume"


@pytest.mark.parametrize("retention", Retention)
@pytest.mark.parametrize("secrecy", Secrecy)
def test_schema_knows_every_retention_and_secrecy(
    unpacked: Path, retention: Retention, secrecy: Secrecy
) -> None:
    described = from_xml((unpacked / "元数据.xml").read_bytes())
    assert described is not None
    changed = replace(
        described,
        volume=described.volume
        | {"保管期限": RETENTION_WORDS[retention], "密级": SECRECY_WORDS[secrecy]},
    )
    etree.XMLSchema(etree.parse(SCHEMA_FILE)).assertValid(etree.fromstring(to_xml(changed)))


def test_state_secrets_have_no_value() -> None:
    assert {"秘密", "机密", "绝密"}.isdisjoint(SECRECY_WORDS.values())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<a/>", id="other"),
        pytest.param(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", id="entities"),
        pytest.param(
            '<归档包 xmlns="urn:xiezhi:archive:1"><包/></归档包>'.encode(), id="no-volume"
        ),
        pytest.param(
            '<归档包 xmlns="urn:xiezhi:archive:1"><包/><案卷/><件/></归档包>'.encode(), id="no-file"
        ),
    ],
)
def test_metadata_of_others_are_not_read(data: bytes) -> None:
    assert from_xml(data) is None
