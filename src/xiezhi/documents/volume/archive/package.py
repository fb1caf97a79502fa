"""Writing a 归档包: the same volume, events and time give the same bytes."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from xiezhi.documents.papers.wording import clean_line, date_in_words
from xiezhi.documents.volume.archive import layout
from xiezhi.documents.volume.archive.metadata import (
    SCHEMA_FILE,
    describe,
    to_xml,
)
from xiezhi.documents.volume.archive.natures import Examined, examine, report_text
from xiezhi.documents.volume.archive.values import (
    ArchivePackage,
    Description,
    FileState,
    LoggedEvent,
    NatureCheck,
    PackageReceipt,
)
from xiezhi.documents.volume.binder import refused_items
from xiezhi.documents.volume.confined import FileReading, read_files
from xiezhi.documents.volume.faults import require_sound, volume_faults
from xiezhi.documents.volume.files import Digests, as_files, digests_of, sha256_of
from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import InvalidInputError

_CHUNK: Final = 1024 * 1024
_FILE_MODE: Final = 0o100644 << 16
_UNIX: Final = 3


def write_package(package: ArchivePackage, target: Path) -> PackageReceipt:
    """Write the ZIP and return its digests and what 四性检测 found.

    Papers go in as they are: PDF/A where the platform made them. Nothing is compressed, so a
    damaged place costs one file at most.

    Raises:
        VolumeFaultsError: ``documents.volume_faults``, as ``bind_volume``.
        InvalidInputError: ``documents.not_this_volume`` when the bound PDF is not the volume's.
    """
    require_sound(volume_faults(package.volume))
    if sha256_of(package.bound_pdf) != package.bound.sha256:
        raise InvalidInputError("documents.not_this_volume")
    with tempfile.TemporaryDirectory(prefix="xiezhi-archive-") as place:
        folder = Path(place)
        files = as_files([item.content for item in package.volume.items], folder)
        read = read_files(files, folder, is_thorough=True)
        require_sound(refused_items(package.volume.items, read))
        if [found.pages for found in read] != [where.pages for where in package.bound.items]:
            raise InvalidInputError("documents.not_this_volume")
        sums = [digests_of(path) for path in files]
        described = describe(package, read, sums)
        checks = examine(_examined(package, described, read, sums))
        named = {item.file: path for item, path in zip(described.items, files, strict=True)}
        entries = {**named, layout.VOLUME: package.bound_pdf}
        entries |= dict(_written(package, described, checks, folder))
        return _write(package, entries, checks, target)


def _written(
    package: ArchivePackage,
    described: Description,
    checks: Sequence[NatureCheck],
    folder: Path,
) -> Iterator[tuple[str, Path]]:
    """Write what the package says about itself; yields names and files."""
    heading = f"四性检测报告　归档包 {clean_line(package.code)}　{_minute(package.prepared_at)}"
    texts = {
        layout.README: _readme(package).encode(),
        layout.METADATA: to_xml(described),
        layout.SCHEMA: SCHEMA_FILE.read_bytes(),
        layout.EVENTS: "".join(map(_event_line, package.events)).encode(),
        layout.REPORT: report_text(checks, heading=heading).encode(),
    }
    for place, (name, data) in enumerate(texts.items()):
        path = folder / f"said-{place}"
        path.write_bytes(data)
        yield name, path


def _write(
    package: ArchivePackage,
    entries: Mapping[str, Path],
    checks: tuple[NatureCheck, ...],
    target: Path,
) -> PackageReceipt:
    sums = {name: digests_of(path) for name, path in entries.items()}
    second = layout.manifest_text(sums, is_sm3=True)
    listed = {
        **{name: found.sha256 for name, found in sums.items()},
        layout.MANIFEST_SM3: layout.digest_of_bytes(second),
    }
    first = layout.manifest_text(
        {name: Digests(sha256=digest, sm3="", size=0) for name, digest in listed.items()}
    )
    made_at = package.prepared_at.astimezone(CHINA)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        for name, data in ((layout.MANIFEST, first), (layout.MANIFEST_SM3, second)):
            bundle.writestr(_entry(name, made_at, len(data)), data)
        for name, path in sorted(entries.items()):
            entry = _entry(name, made_at, sums[name].size)
            with path.open("rb") as source, bundle.open(entry, "w") as into:
                shutil.copyfileobj(source, into, _CHUNK)
    return PackageReceipt(
        sha256=sha256_of(target), manifest_sha256=layout.digest_of_bytes(first), checks=checks
    )


def _entry(name: str, made_at: datetime, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, made_at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_STORED
    entry.create_system = _UNIX
    entry.external_attr = _FILE_MODE
    entry.file_size = size
    return entry


def _examined(
    package: ArchivePackage,
    described: Description,
    read: Sequence[FileReading],
    sums: Sequence[Digests],
) -> Examined:
    """Return what the checks look at before anything is written."""
    names = [item.file for item in described.items]
    return Examined(
        described=described,
        states=dict.fromkeys(names, FileState.INTACT),
        digests=dict(zip(names, sums, strict=True)),
        read=dict(zip(names, read, strict=True)),
        events=[(event.place, event.at) for event in package.events],
        is_manifest_known=None,
    )


def _event_line(event: LoggedEvent) -> str:
    return (
        json.dumps(
            {
                "序号": event.place,
                "时间": event.at.astimezone(CHINA).isoformat(),
                "操作人": clean_line(event.actor),
                "操作": clean_line(event.act),
                "对象": clean_line(event.about),
                "散列": event.leaf,
            },
            ensure_ascii=False,
        )
        + "\n"
    )


def _minute(instant: datetime) -> str:
    here = instant.astimezone(CHINA)
    return f"{date_in_words(here.date())}{here.hour}时{here.minute:02}分"


def _readme(package: ArchivePackage) -> str:
    cover = package.volume.cover
    return f"""归档包说明

归档包编号：{clean_line(package.code)}
立档单位：{clean_line(cover.office)}
案卷题名：{clean_line(cover.case_title)}
件数、页数：{len(package.bound.items)} 件，{package.bound.numbered_pages} 页
制作：{clean_line(package.prepared_by)}，{_minute(package.prepared_at)}，{clean_line(package.software)}

包内文件
{layout.METADATA}　案卷和每一件的元数据；结构见 {layout.SCHEMA}
{layout.ITEMS}　每一件的原文件，未经改动；本院制作的为 PDF/A，其余按收到时的格式
{layout.VOLUME}　整卷合订本，含封面、卷内目录、备考表，供阅览；以“件”中的原文件为准
{layout.EVENTS}　本案的操作留痕摘录，一行一条
{layout.REPORT}　制作时的四性检测结果
{layout.MANIFEST}　每个文件的 SHA-256（本清单自身除外）
{layout.MANIFEST_SM3}　每个文件的 SM3（两份清单除外）

怎样核对
解压后在该目录执行：sha256sum -c {layout.MANIFEST}
清单自身的摘要在移交时另行登记；登记值与清单一致，才能说明整包未被重做。

待核事项
元数据要素、保管期限、四性检测项目参照 DA/T 46、DA/T 48、DA/T 70 和诉讼档案有关规定编排，尚待与档案主管部门核对。
"""
