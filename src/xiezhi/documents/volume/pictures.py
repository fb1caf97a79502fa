"""Pictures made ready for paper: upright, in sRGB, no finer than print, nothing else in them.

Runs in the confined process only.
"""

import io
import warnings
from pathlib import Path
from typing import Final

from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageCms, ImageOps

MAX_PIXELS: Final = 60_000_000
SCAN_EDGE: Final = 3_508  # the long side of A4 at 300 dots an inch
PHOTO_EDGE: Final = 1_920  # over 300 dots an inch at the size a 照片说明页 shows
_QUALITY: Final = 90
_A4: Final = (595.276, 841.89)
_MARGIN: Final = 17.0  # a scan of the whole sheet loses no words to the edge of a printer
# Telephones put a second picture behind a JPEG; the first is the photo.
_FORMATS: Final = ("JPEG", "PNG")


class PictureRefusedError(Exception):
    """No picture, a broken one, or one of too many pixels; the argument is the kind of fault."""


def picture_format(path: Path) -> str:
    """Return JPEG or PNG after reading every pixel.

    Raises:
        PictureRefusedError: ``damaged`` or ``too_costly``.
    """
    with _opened(path) as image:
        image.load()
        return "PNG" if image.format == "PNG" else "JPEG"


def jpeg_for_print(path: Path, edge: int) -> bytes:
    """Return the picture as a bare JPEG with full colour, its long side at most ``edge``.

    Raises:
        PictureRefusedError: as ``picture_format``.
    """
    with _opened(path) as image:
        return _jpeg(_bare(image, edge))


def scan_to_pdf(path: Path, target: Path) -> None:
    """Write one A4 page with the picture on it, across the sheet when it is wider than high.

    Black and white stays black and white, without loss.

    Raises:
        PictureRefusedError: as ``picture_format``.
    """
    with _opened(path) as image, Pdf.new() as pdf:
        is_bilevel = image.mode == "1"
        ready = ImageOps.exif_transpose(image) if is_bilevel else _bare(image, SCAN_EDGE)
        page_size = _A4[::-1] if ready.width > ready.height else _A4
        page = pdf.add_blank_page(page_size=page_size)
        if is_bilevel:
            drawn = pdf.make_stream(ready.tobytes())
            drawn.BitsPerComponent = 1
            drawn.ColorSpace = Name.DeviceGray
        else:
            drawn = pdf.make_stream(_jpeg(ready), Filter=Name.DCTDecode)
            drawn.BitsPerComponent = 8
            drawn.ColorSpace = Name.DeviceGray if ready.mode == "L" else Name.DeviceRGB
        drawn.Type, drawn.Subtype = Name.XObject, Name.Image
        drawn.Width, drawn.Height = ready.size
        page.obj.Resources = Dictionary(XObject=Dictionary(Scan=drawn))
        page.obj.Contents = pdf.make_stream(_placed(ready.size, page_size))
        pdf.save(target, deterministic_id=True)


def _placed(size: tuple[int, int], page: tuple[float, float]) -> bytes:
    width, height = page[0] - 2 * _MARGIN, page[1] - 2 * _MARGIN
    scale = min(width / size[0], height / size[1])
    drawn = size[0] * scale, size[1] * scale
    left, bottom = (page[0] - drawn[0]) / 2, (page[1] - drawn[1]) / 2
    return f"q {drawn[0]:.3f} 0 0 {drawn[1]:.3f} {left:.3f} {bottom:.3f} cm /Scan Do Q".encode()


class _Guarded:
    """A picture opened with what a decoder may raise turned into one refusal."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Image.Image:
        Image.MAX_IMAGE_PIXELS = MAX_PIXELS
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            self._image = Image.open(self._path, formats=_FORMATS)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise PictureRefusedError("too_costly") from bomb
        except (OSError, SyntaxError, ValueError) as broken:
            raise PictureRefusedError("damaged") from broken
        return self._image

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        self._image.close()
        if kind is None or issubclass(kind, PictureRefusedError):
            return
        if issubclass(kind, MemoryError):
            raise PictureRefusedError("too_costly") from None
        # A decoder fed by strangers may raise anything; the clerk needs one word.
        if issubclass(kind, Exception):
            raise PictureRefusedError("damaged") from None


def _opened(path: Path) -> _Guarded:
    return _Guarded(path)


def _bare(image: Image.Image, edge: int) -> Image.Image:
    """Return the picture upright, in grey or sRGB, on white, with nothing attached."""
    profile = image.info.get("icc_profile")
    if image.format != "PNG":
        image.draft(None, (edge, edge))
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        seen = upright.convert("RGBA")
        upright = Image.new("RGB", seen.size, "white")
        upright.paste(seen, mask=seen.getchannel("A"))
    if upright.mode in {"I;16", "I"}:
        upright = upright.point(lambda value: value * (1 / 256)).convert("L")
    coloured = upright if upright.mode == "L" else _to_srgb(upright, profile)
    coloured.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return coloured


def _to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Convert by the embedded profile; without one, or with a broken one, as sRGB."""
    if isinstance(profile, bytes) and profile and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=_QUALITY, subsampling=0, dpi=(300, 300))
    return written.getvalue()
