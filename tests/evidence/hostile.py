"""The hostile corpus: files people send by mistake, in haste or in malice, made by code.

``expected_code`` is "" where the file must be taken. Refusals come from ``check_file`` or, for
pictures that only decoding finds out, from ``run_decoder``.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import Image

from tests.evidence import films, papers, pictures, sounds
from xiezhi.evidence.rules.kinds import ACCEPTED, MediaKind

TAIL: Final = b"".join(f"TAIL-{number:08d}-{number * 7919:08x};".encode() for number in range(40))
_SCRIPT: Final = b"<script>fetch('/desk/')</script>"
_NOT: Final = {kind: accepted.refusal for kind, accepted in ACCEPTED.items()}
_PHOTO, _VOICE = MediaKind.PHOTO, MediaKind.VOICE
_PAPER, _VIDEO = MediaKind.PAPER, MediaKind.VIDEO


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileFile:
    """One file, what its sender claims, and what the platform must answer."""

    name: str
    data: bytes
    claimed_type: str
    expected_code: str
    kind: MediaKind = MediaKind.PHOTO


@cache
def hostile_files() -> tuple[HostileFile, ...]:
    """Return the whole corpus; the same objects each time."""
    return (
        *_broken(),
        *_other_kinds(),
        *_bombs(),
        *_disguised(),
        *_odd_heads(),
        *_odd_but_good(),
        *_voices(),
        *_papers(),
        *_films(),
        *_names(),
    )


def _photo(name: str, data: bytes, code: str = "", claimed: str = "image/jpeg") -> HostileFile:
    return HostileFile(name=name, data=data, claimed_type=claimed, expected_code=code)


def _broken() -> list[HostileFile]:
    jpeg, png = pictures.jpeg(), pictures.png()
    webp = pictures.encode(pictures.quarters(), "WEBP")
    heic = sounds.box(b"ftyp", b"heic\0\0\0\0mif1heic") + sounds.box(b"meta", b"\0" * 100)
    return [
        _photo("nothing.jpg", b"", "evidence.empty"),
        _photo("one-byte.jpg", b"\xff", _NOT[_PHOTO]),
        _photo("only-start.jpg", b"\xff\xd8\xff", "evidence.damaged"),
        _photo("half.jpg", jpeg[: len(jpeg) // 2], "evidence.damaged"),
        _photo("head-only.jpg", jpeg[:200], "evidence.damaged"),
        _photo("half.png", png[: len(png) // 2], "evidence.damaged", "image/png"),
        _photo("signature-only.png", png[:8], "evidence.damaged", "image/png"),
        _photo("wrong-sum.png", png[:29] + b"\0\0\0\0" + png[33:], "evidence.damaged"),
        _photo("half.webp", webp[: len(webp) // 2], "evidence.damaged", "image/webp"),
        _photo("hollow.heic", heic, "evidence.damaged", "image/heic"),
        _photo("cut.heic", heic[:30], "evidence.damaged", "image/heic"),
        _photo("zeros.jpg", b"\0" * 4096, _NOT[_PHOTO]),
        _photo("zeros-behind-start.jpg", b"\xff\xd8\xff" + b"\0" * 4096, "evidence.damaged"),
        _photo("noise.jpg", b"\xff\xd8\xff\xe0" + zlib.compress(TAIL) * 9, "evidence.damaged"),
    ]


def _other_kinds() -> list[HostileFile]:
    avif = sounds.box(b"ftyp", b"avif\0\0\0\0mif1miaf") + b"\0" * 64
    video = sounds.m4a(handlers=(b"vide", b"soun"))
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'>" + _SCRIPT + b"</svg>"
    return [
        _photo("sticker.gif", pictures.encode(pictures.quarters(), "GIF"), _NOT[_PHOTO]),
        _photo("moving.gif", pictures.moving("GIF"), _NOT[_PHOTO], "image/gif"),
        _photo("scan.tif", pictures.encode(pictures.quarters(), "TIFF"), _NOT[_PHOTO]),
        _photo("screen.bmp", pictures.encode(pictures.quarters(), "BMP"), _NOT[_PHOTO]),
        _photo("icon.ico", pictures.encode(pictures.quarters(64, 64), "ICO"), _NOT[_PHOTO]),
        _photo("drawing.svg", svg, _NOT[_PHOTO], "image/svg+xml"),
        _photo("page.jpg", b"<!doctype html><html>" + _SCRIPT, _NOT[_PHOTO]),
        _photo("picture.avif", avif, _NOT[_PHOTO], "image/avif"),
        _photo("film.mp4", video, _NOT[_PHOTO], "video/mp4"),
        _photo("packed.zip", _zip(), _NOT[_PHOTO], "application/zip"),
        _photo("letter.docx", _zip("word/document.xml"), _NOT[_PHOTO]),
        _photo("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, _NOT[_PHOTO]),
        _photo("gpj.exe", b"MZ\x90\0\x03\0\0\0" + b"\0" * 512, _NOT[_PHOTO]),
        _photo("program.jpg", b"\x7fELF\x02\x01\x01" + b"\0" * 512, _NOT[_PHOTO]),
        _photo("macro.jpg", b"#!/bin/sh\nrm -rf /\n", _NOT[_PHOTO]),
        _photo("list.m3u8", b"#EXTM3U\nfile:///etc/passwd\n", _NOT[_PHOTO]),
        _photo("paper.jpg", papers.pdf(), _NOT[_PHOTO]),
        _photo("drawing.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) run\n", _NOT[_PHOTO]),
    ]


def _bombs() -> list[HostileFile]:
    long_strip = pictures.encode(Image.new("L", (60_000, 1)), "PNG")
    return [
        _photo("bomb-20000.png", pictures.png_bomb(20_000, 20_000), "evidence.bomb"),
        _photo("bomb-65535.png", pictures.png_bomb(65_535, 65_535), "evidence.bomb"),
        _photo("bomb-7746.png", pictures.png_bomb(7_746, 7_746), "evidence.bomb"),
        _photo("bomb-text.png", pictures.text_bomb(), "evidence.bomb", "image/png"),
        _photo("bomb-jpeg.jpg", _claiming(pictures.jpeg(), 65_000, 65_000), "evidence.bomb"),
        _photo("strip.png", long_strip, "", "image/png"),
        _photo("too-large.jpg", _padded(pictures.jpeg()), "evidence.too_large"),
    ]


def _claiming(picture: bytes, width: int, height: int) -> bytes:
    """Write another size into a JPEG's frame header."""
    at = picture.index(b"\xff\xc0") + 5
    return picture[:at] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + picture[at + 4 :]


def _padded(picture: bytes) -> bytes:
    return picture + b"\0" * (ACCEPTED[_PHOTO].max_bytes + 1 - len(picture))


def _disguised() -> list[HostileFile]:
    """Return files that are two things at once; the picture in them is taken, the rest is not."""
    jpeg, png = pictures.jpeg(), pictures.png()
    page = b"<!doctype html>" + _SCRIPT + TAIL
    return [
        _photo("picture-and-zip.png", png + _zip(body=TAIL), "", "image/png"),
        _photo("picture-and-page.png", pictures.with_chunk(png, b"tEXt", b"a\0" + page), ""),
        _photo("picture-and-tail.jpg", jpeg + TAIL, ""),
        _photo("comment.jpg", pictures.jpeg(comment=page), ""),
        _photo("png-called.jpg", png, ""),
        _photo("jpeg-called.png", jpeg, "", "image/png"),
        _photo("jpeg-called.pdf", jpeg, "", "application/pdf"),
    ]


def _odd_heads() -> list[HostileFile]:
    """Return pictures whose EXIF is nonsense: taken, without position or time."""
    zero, infinite = ((0, 0),) * 3, ((4_294_967_295, 0),) * 3
    far = ((999, 1), (0, 1), (0, 1))
    good = pictures.exif_head()
    huge = pictures.exif_head(note=pictures.CANARY.encode() * 2100)
    endless = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\x03\0\xff\xff\xff\xff\0\0\0\0" * 40
    looping = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\0\0\0\0"
    return [
        _photo("zero-denominators.jpg", pictures.jpeg(exif=pictures.exif_head(latitude=zero))),
        _photo("infinite.jpg", pictures.jpeg(exif=pictures.exif_head(longitude=infinite))),
        _photo("off-the-globe.jpg", pictures.jpeg(exif=pictures.exif_head(latitude=far))),
        _photo("no-such-day.jpg", pictures.jpeg(exif=_dated(b"2026:02:31 25:61:61"))),
        _photo("no-clock.jpg", pictures.jpeg(exif=_dated(b"0000:00:00 00:00:00"))),
        _photo("huge-head.jpg", pictures.jpeg(exif=huge)),
        _photo("endless-head.jpg", pictures.jpeg(exif=endless)),
        _photo("looping-head.jpg", pictures.jpeg(exif=looping)),
        _photo("cut-head.jpg", pictures.jpeg(exif=good[:60])),
        _photo("turned-nowhere.jpg", pictures.jpeg(exif=pictures.exif_head(orientation=77))),
        _photo("telling.png", pictures.telling_png(), "", "image/png"),
        _photo("telling.webp", pictures.encode(pictures.quarters(), "WEBP", exif=good), ""),
        _photo("broken-colours.jpg", pictures.jpeg(icc_profile=TAIL)),
    ]


def _dated(stamp: bytes) -> bytes:
    return pictures.exif_head(taken=stamp)


def _odd_but_good() -> list[HostileFile]:
    """Return pictures that only look odd; refusing them would lose a report."""
    image = pictures.quarters()
    clear = image.convert("RGBA")
    clear.putalpha(128)
    deep = Image.new("I;16", (300, 200), 40_000)
    good = {
        "cmyk.jpg": pictures.encode(image.convert("CMYK"), "JPEG"),
        "grey.jpg": pictures.encode(image.convert("L"), "JPEG"),
        "progressive.jpg": pictures.jpeg(progressive=True),
        "several.jpg": pictures.moving("MPO"),
        "12-megapixels.jpg": pictures.jpeg(4032, 3024, exif=pictures.exif_head(orientation=6)),
        "few-pixels.jpg": pictures.jpeg(2, 2),
        "16-bit.png": pictures.encode(deep, "PNG"),
        "two-colours.png": pictures.encode(image.convert("1"), "PNG"),
        "clear.png": pictures.encode(clear, "PNG"),
        "grey-clear.png": pictures.encode(clear.convert("LA"), "PNG"),
        "palette-clear.png": pictures.encode(clear.quantize(16), "PNG"),
        "clear.webp": pictures.encode(clear, "WEBP"),
        "lossless.webp": pictures.encode(image, "WEBP", lossless=True),
    }
    turned = {
        f"turned-{turn}.jpg": pictures.jpeg(exif=pictures.exif_head(orientation=turn))
        for turn in range(1, 9)
    }
    return [_photo(name, data) for name, data in (good | turned).items()] + [
        _photo("moving.png", pictures.moving("PNG"), "evidence.animated", "image/png"),
        _photo("moving.webp", pictures.moving("WEBP"), "evidence.animated", "image/webp"),
        _photo("endless.png", pictures.endless_png(50_000), "evidence.animated", "image/png"),
        _photo("endless.webp", pictures.endless_webp(50_000), "evidence.animated", "image/webp"),
    ]


def _voices() -> list[HostileFile]:
    refused, damaged = _NOT[_VOICE], "evidence.damaged"
    rows = [
        ("voice.m4a", sounds.m4a(), ""),
        ("voice.webm", sounds.webm(), ""),
        ("voice.ogg", sounds.ogg(), ""),
        ("voice.amr", sounds.amr(), ""),
        ("voice.wav", sounds.wav(), ""),
        ("voice.mp3", sounds.mp3(), ""),
        ("nothing.amr", b"", "evidence.empty"),
        ("film.m4a", sounds.m4a(handlers=(b"vide", b"soun")), refused),
        ("film.webm", sounds.webm(track_type=1), refused),
        ("silent.m4a", sounds.m4a(handlers=()), damaged),
        ("cut.m4a", sounds.m4a()[:40], damaged),
        ("cut.webm", sounds.webm()[:40], damaged),
        ("tencent.amr", b"\x02#!SILK_V3" + b"\0" * 200, refused),
        ("photo.mp3", pictures.jpeg(), refused),
        ("long.wav", sounds.wav(700), "evidence.too_large"),
    ]
    return [
        HostileFile(name=name, data=data, claimed_type="audio/*", expected_code=code, kind=_VOICE)
        for name, data, code in rows
    ]


def _films() -> list[HostileFile]:
    good, refused, damaged = films.drawn(), _NOT[_VIDEO], "evidence.damaged"
    rows = [
        ("film.mp4", good, ""),
        ("film.mov", films.drawn(brand=b"qt  "), ""),
        ("film.3gp", films.drawn(brand=b"3gp4"), ""),
        ("mov-called.mp4", films.drawn(brand=b"qt  "), ""),
        ("film-and-tail.mp4", good + TAIL, ""),
        ("film-and-zip.mp4", good + _zip(body=TAIL), ""),
        ("\u202e4pm.exe", good, ""),
        ("nothing.mp4", b"", "evidence.empty"),
        ("voice.mp4", sounds.m4a(), refused),
        ("photo.mp4", pictures.jpeg(), refused),
        ("moving.mp4", pictures.moving("GIF"), refused),
        ("page.mp4", b"<!doctype html>" + _SCRIPT, refused),
        ("list.mp4", b"#EXTM3U\nfile:///etc/passwd\n", refused),
        ("concat.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n", refused),
        ("program.mp4", b"MZ\x90\0" + b"\0" * 512, refused),
        ("cut.mp4", good[:-1], damaged),
        ("head-last-and-lost.mp4", good[:24] + sounds.box(b"mdat", b"\0" * 64), damaged),
        ("wall.mp4", films.drawn(sides=(30_000, 30_000)), "evidence.bomb"),
    ]
    return [
        HostileFile(name=name, data=data, claimed_type="video/mp4", expected_code=code, kind=_VIDEO)
        for name, data, code in rows
    ]


def _papers() -> list[HostileFile]:
    active, script = "evidence.paper_active", b"<< /S /JavaScript /JS (app.alert(1)) >>"
    noise = b"/JS /JS " * 20
    rows: list[tuple[str, bytes, str]] = [
        ("paper.pdf", papers.pdf(), ""),
        ("photographed.jpg", pictures.jpeg(), ""),
        ("noise.pdf", papers.pdf(objects=papers.stream(b"/Subtype /Image", noise)), ""),
        ("script.pdf", papers.pdf(catalog=b"/OpenAction " + script), active),
        ("escaped.pdf", papers.pdf(catalog=b"/OpenAction << /S /J#61vaScript >>"), active),
        ("hidden.pdf", papers.pdf(objects=papers.hidden(b"5 0 " + script)), active),
        ("launch.pdf", papers.pdf(catalog=b"/OpenAction << /S /Launch /F (cmd.exe) >>"), active),
        ("carrier.pdf", papers.pdf(objects=papers.stream(b"/Type /EmbeddedFile", b"MZ")), active),
        ("form.pdf", papers.pdf(catalog=b"/AcroForm << /XFA 4 0 R >>"), active),
        ("locked.pdf", papers.pdf(trailer=b"/Encrypt 9 0 R"), "evidence.paper_locked"),
        ("bomb.pdf", papers.pdf(objects=papers.hidden(b" " * 8_000_000)), "evidence.bomb"),
        ("escapes.pdf", papers.pdf(objects=b"%" + b"#41" * 200_000), "evidence.bomb"),
        ("cut.pdf", papers.pdf()[:120], "evidence.damaged"),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, _NOT[_PAPER]),
        ("page.pdf", b"<html>%PDF-1.4" + _SCRIPT, _NOT[_PAPER]),
    ]
    return [
        HostileFile(
            name=name, data=data, claimed_type="application/pdf", expected_code=code, kind=_PAPER
        )
        for name, data, code in rows
    ]


def _names() -> list[HostileFile]:
    """Return good pictures under bad names."""
    return [_photo(name, pictures.jpeg(64, 48)) for name in BAD_NAMES]


BAD_NAMES: Final = (
    "../../etc/passwd.jpg",
    "C:\\Windows\\system32\\photo.jpg",
    "照片\u202egpj.exe",
    "CON.jpg",
    "photo.jpg. . .",
    "汉" * 255 + ".jpg",
    "a\0b\r\nSet-Cookie: x=1.jpg",
    "",
    '<img src=x onerror=alert(1)>".jpg',
    "e\u0301" + "\u0301" * 500 + ".jpg",
)


def _zip(name: str = "a.txt", body: bytes = b"packed") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr(name, body)
    return written.getvalue()
