"""元数据.xml: described here, written and read back. Its schema is schema/archive-1.xsd beside it."""

import xml.etree.ElementTree as ET  # written here; what is read goes by defusedxml
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from xiezhi.documents.papers.wording import clean, clean_line
from xiezhi.documents.volume.archive.layout import item_file
from xiezhi.documents.volume.archive.values import (
    ArchivePackage,
    DescribedItem,
    Description,
)
from xiezhi.documents.volume.confined import FileReading
from xiezhi.documents.volume.files import Digests
from xiezhi.documents.volume.values import (
    ORIGIN_WORDS,
    RETENTION_WORDS,
    SECRECY_WORDS,
    BoundItem,
    VolumeCover,
    VolumeItem,
)
from xiezhi.kernel.clock import CHINA

NAMESPACE: Final = "urn:xiezhi:archive:1"
SCHEMA_FILE: Final = Path(__file__).parent / "schema" / "archive-1.xsd"
BASIS: Final = "参照 DA/T 46、DA/T 48 的要素自行编排，待核"
REQUIRED_OF_VOLUME: Final = ("立档单位", "卷种", "案卷题名", "承办人员", "保管期限", "密级")
REQUIRED_OF_ITEM: Final = ("题名", "责任者", "格式", "页数", "SHA-256", "SM3")
_NAME: Final = f"{{{NAMESPACE}}}"


def describe(
    package: ArchivePackage, read: Sequence[FileReading], digests: Sequence[Digests]
) -> Description:
    """Return the metadata of a package."""
    items = tuple(
        DescribedItem(values=_item(place, item, where, (found, sums)))
        for place, (item, where, found, sums) in enumerate(
            zip(package.volume.items, package.bound.items, read, digests, strict=True), start=1
        )
    )
    return Description(
        package={
            "归档包编号": clean_line(package.code),
            "制作人": clean_line(package.prepared_by),
            "制作时间": package.prepared_at.astimezone(CHINA).isoformat(timespec="seconds"),
            "制作软件": clean_line(package.software),
            "编排依据": BASIS,
        },
        volume=_volume(package.volume.cover)
        | {"件数": str(len(items)), "页数": str(package.bound.numbered_pages)},
        items=items,
    )


def to_xml(described: Description) -> bytes:
    """Return the metadata as XML; empty values leave no element."""
    root = ET.Element("归档包", {"xmlns": NAMESPACE, "版本": "1"})
    _add(root, "包", described.package)
    _add(root, "案卷", described.volume)
    for place, item in enumerate(described.items, start=1):
        _add(root, "件", item.values, 件号=str(place))
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def from_xml(data: bytes) -> Description | None:
    """Return the metadata of a package, or None when it is not well-formed or not ours."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError):
        return None
    package, volume = root.find(f"{_NAME}包"), root.find(f"{_NAME}案卷")
    items = [_values(one) for one in root.findall(f"{_NAME}件")]
    if root.tag != f"{_NAME}归档包" or package is None or volume is None:
        return None
    if any("文件名" not in values for values in items):
        return None
    return Description(
        package=_values(package),
        volume=_values(volume),
        items=tuple(DescribedItem(values=values) for values in items),
    )


def _volume(cover: VolumeCover) -> dict[str, str]:
    return {
        "全宗号": clean_line(cover.fonds),
        "目录号": clean_line(cover.catalogue),
        "案卷号": clean_line(cover.file_number),
        "立档单位": clean_line(cover.office),
        "卷种": clean_line(cover.kind),
        "案号": clean_line(cover.case_number),
        "案卷题名": clean_line(cover.case_title),
        "当事人": "、".join(map(clean_line, cover.parties)),
        "承办人员": "、".join(map(clean_line, cover.handlers)),
        "立案日期": _day(cover.filed_on),
        "办结日期": _day(cover.closed_on),
        "归档日期": _day(cover.archived_on),
        "办理结果": clean_line(cover.outcome),
        "保管期限": RETENTION_WORDS[cover.retention],
        "保管期限类别": clean_line(cover.retention_class),
        "密级": SECRECY_WORDS[cover.secrecy],
        "共册": str(cover.volume_count),
        "第册": str(cover.volume_place),
    }


def _item(
    place: int, item: VolumeItem, where: BoundItem, file: tuple[FileReading, Digests]
) -> dict[str, str]:
    found, sums = file
    return {
        "题名": clean_line(item.title),
        "文号": clean_line(item.number),
        "责任者": clean_line(item.author),
        "日期": _day(item.dated),
        "来源": ORIGIN_WORDS[item.origin],
        "页数": str(where.pages),
        "起页": str(where.first),
        "止页": str(where.last),
        "格式": found.format,
        "文件名": item_file(place, found.format),
        "字节数": str(sums.size),
        "SHA-256": sums.sha256,
        "SM3": sums.sm3,
        "备注": clean(item.remarks).strip(),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _add(root: ET.Element, name: str, values: Mapping[str, str], **attributes: str) -> None:
    parent = ET.SubElement(root, name, attributes)
    for label, text in values.items():
        if text:
            ET.SubElement(parent, label).text = text


def _values(parent: ET.Element) -> dict[str, str]:
    return {child.tag.removeprefix(_NAME): (child.text or "").strip() for child in parent}
