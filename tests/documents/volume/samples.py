"""Volumes, pictures and PDFs of every bad kind, invented; people appear by role and number."""

import hashlib
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf
from PIL import Image, ImageDraw

from xiezhi.documents.volume.values import (
    ClosingNote,
    EvidencePhoto,
    ItemOrigin,
    PhotoSheets,
    Retention,
    Volume,
    VolumeCover,
    VolumeItem,
)

OFFICE = "达拉特旗人民检察院"
CASE = "督促达拉特旗住房和城乡建设局履行消防水鹤监管职责行政公益诉讼案"
A4 = (595.276, 841.89)
COVER = VolumeCover(
    office=OFFICE,
    kind="公益诉讼检察卷宗（正卷）",
    case_number="达检行公〔2026〕3号",
    case_title=CASE,
    parties_label="被监督行政机关",
    parties=("达拉特旗住房和城乡建设局", "达拉特旗消防救援大队"),
    handlers=("承办检察官02", "检察官助理03", "书记员05"),
    retention=Retention.SIXTY_YEARS,
    retention_class="第三类",
    filed_on=date(2026, 3, 6),
    closed_on=date(2026, 8, 20),
)
NOTE = ClosingNote(
    situation="第2件为复函扫描件。", compiled_by="书记员05", compiled_on=date(2026, 9, 1)
)


def picture(
    width: int, height: int, *, colour: str = "#338866", kind: str = "JPEG", **saved: object
) -> bytes:
    """Return a picture with a mark in its upper left quarter."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="#ff8800")
    written = io.BytesIO()
    image.save(written, kind, **saved)
    return written.getvalue()


def pdf_of(
    *sizes: tuple[float, float],
    words: str = "WORDS",
    contents: bytes | None = None,
    **page_keys: Object | float,
) -> bytes:
    """Return a PDF with a page of each size, ``words`` in Helvetica in the lower left of each."""
    with Pdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for size in sizes or (A4,):
            page = pdf.add_blank_page(page_size=size)
            page.obj.Resources = Dictionary(Font=Dictionary(F=font))
            drawn = contents or f"BT /F 24 Tf 72 72 Td ({words}) Tj ET".encode()
            page.obj.Contents = pdf.make_stream(drawn)
            for key, value in page_keys.items():
                page.obj[Name("/" + key)] = value
        return saved(pdf)


def saved(
    pdf: Pdf,
    *,
    encryption: pikepdf.Encryption | None = None,
    object_stream_mode: ObjectStreamMode = ObjectStreamMode.preserve,
) -> bytes:
    written = io.BytesIO()
    pdf.save(
        written,
        deterministic_id=encryption is None,
        encryption=encryption,
        object_stream_mode=object_stream_mode,
    )
    return written.getvalue()


def locked_pdf(*, owner_only: bool = False) -> bytes:
    """Return a PDF with a password, or one that opens but is locked against changes."""
    with Pdf.open(io.BytesIO(pdf_of())) as pdf:
        return saved(
            pdf, encryption=pikepdf.Encryption(owner="o", user="" if owner_only else "u", R=6)
        )


def scripted_pdf() -> bytes:
    with Pdf.open(io.BytesIO(pdf_of())) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        return saved(pdf)


def sealed_pdf() -> bytes:
    """Return a PDF whose seal is an annotation, as offices' systems put it there."""
    with Pdf.open(io.BytesIO(pdf_of())) as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        look = pdf.make_stream(b"BT /F 20 Tf 5 5 Td (SEAL) Tj ET")
        look.Type, look.Subtype = Name.XObject, Name.Form
        look.BBox = Array([0, 0, 100, 100])
        look.Resources = Dictionary(Font=Dictionary(F=font))
        seal = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Stamp,
            Rect=Array([300, 300, 400, 400]),
            F=4,
            AP=Dictionary(N=look),
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(seal)])
        return saved(pdf)


def bomb_pdf() -> bytes:
    """Return a PDF whose page is drawn by a stream that unpacks to 600 MB."""
    with Pdf.open(io.BytesIO(pdf_of())) as pdf:
        once = b" " * 600_000_000
        pdf.pages[0].obj.Contents = pdf.make_stream(once)
        del once
        return saved(pdf)


def photo(content: bytes | Path, nth: int = 1, **changed: object) -> EvidencePhoto:
    data = content if isinstance(content, bytes) else content.read_bytes()
    values: dict[str, object] = {
        "content": content,
        "taken_at": datetime(2026, 3, 5, 1, 30, tzinfo=UTC),
        "place": "展旦召苏木加油站北200米处",
        "photographer": "承办检察官02",
        "witness": "公益诉讼网格员07",
        "proves": f"第{nth}处消防水鹤阀门损坏漏水",
        "original_sha256": hashlib.sha256(data).hexdigest(),
        "time_source": "设备",
    }
    return EvidencePhoto(**{**values, **changed})  # type: ignore[arg-type]  # values by name


def sheets(*photos: EvidencePhoto) -> PhotoSheets:
    return PhotoSheets(
        office=OFFICE, case_title="督促整治消防水鹤损坏行政公益诉讼案", photos=photos
    )


def item(content: bytes | Path, title: str = "关于移送线索的函", **changed: object) -> VolumeItem:
    values: dict[str, object] = {
        "content": content,
        "title": title,
        "author": OFFICE,
        "number": "达检函〔2026〕5号",
        "dated": date(2026, 3, 9),
        "origin": ItemOrigin.RECEIVED,
    }
    return VolumeItem(**{**values, **changed})  # type: ignore[arg-type]  # values by name


def volume(*items: VolumeItem) -> Volume:
    return Volume(cover=COVER, items=items, note=NOTE)
