"""The decoding process: one picture in by standard input, one frame out by standard output.

Run as ``python -I -m xiezhi.evidence.decoding.child MEMORY_BYTES CPU_SECONDS``. It imports only
what decoding needs, and everything before the doors are closed.
"""

import codecs
import io
import sys
import warnings
from typing import Final

import pi_heif  # type: ignore[import-untyped]  # ships no types
from PIL import (
    ExifTags,
    Image,
    ImageCms,
    ImageColor,
    ImagePalette,
    MpoImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from xiezhi.evidence.decoding import confine, frame
from xiezhi.evidence.rules.credentials import has_credentials
from xiezhi.evidence.rules.exif import read_orientation, read_position, read_taken
from xiezhi.evidence.rules.exif_particulars import Head, read_exif_particulars
from xiezhi.evidence.rules.kinds import MediaFormat, identify
from xiezhi.evidence.rules.particulars import UNVERIFIED, Particular, Particulars

MAX_PIXELS: Final = 60_000_000
SHARED_EDGE: Final = 2560
THUMBNAIL_EDGE: Final = 480
_QUALITY: Final = 85

# Pillow imports these when first needed, which is too late once no file can be opened.
PRELOADED: Final = (ImageColor, ImagePalette, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)

_DECODERS: Final = {
    MediaFormat.JPEG: ("JPEG", "MPO"),
    MediaFormat.PNG: ("PNG",),
    MediaFormat.WEBP: ("WEBP",),
    MediaFormat.HEIC: ("HEIF",),
}
# Telephones put a second picture behind a JPEG or HEIC; the first is the photo. In PNG and WebP
# several frames are an animation, whose later frames nobody would see.
_MAY_HOLD_MORE: Final = frozenset({MediaFormat.JPEG, MediaFormat.HEIC})

_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def main() -> None:
    """Confine the process, decode standard input, write one frame."""
    memory_bytes, cpu_seconds = int(sys.argv[1]), int(sys.argv[2])
    confine.limit_memory_and_time(memory_bytes=memory_bytes, cpu_seconds=cpu_seconds)
    confine.leave_the_world()
    _prepare_decoders()
    confine.close_the_doors()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


def _prepare_decoders() -> None:
    """Register what may be decoded and turn warnings of bombs into errors."""
    Image.preinit()
    codecs.lookup("utf-16-le")  # cleaning words asks for it
    pi_heif.register_heif_opener(
        decode_threads=1, thumbnails=False, depth_images=False, aux_images=False
    )
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def answer(data: bytes) -> bytes:
    """Return the frame for one picture."""
    try:
        return frame.pack_photo(_decode(data))
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return frame.pack_refusal("evidence.bomb")
    except _AnimatedError:
        return frame.pack_refusal("evidence.animated")
    # A decoder fed by strangers may raise anything; the parent needs one word.
    except Exception as broken:  # noqa: BLE001
        is_bomb = "MAX_TEXT" in str(broken)
        return frame.pack_refusal("evidence.bomb" if is_bomb else "evidence.damaged")


class _AnimatedError(Exception):
    """More than one frame where only one is taken."""


def _decode(data: bytes) -> frame.DecodedPhoto:
    """Decode the first frame and derive what may be shown."""
    found = identify(data)
    if found is None or found not in _DECODERS:
        raise ValueError
    with Image.open(io.BytesIO(data), formats=_DECODERS[found]) as image:
        if found not in _MAY_HOLD_MORE and getattr(image, "n_frames", 1) > 1:
            raise _AnimatedError
        original = image.size
        small = _shrink(image)
        head = _head(image)
        orientation = read_orientation(head.main)
        shared = _bare_rgb(small, image.info.get("icc_profile"), orientation)
    thumbnail = shared.copy()
    thumbnail.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE))
    width, height = original if orientation <= 4 else original[::-1]  # noqa: PLR2004
    return frame.DecodedPhoto(
        width=width,
        height=height,
        shared_jpeg=_jpeg(shared),
        thumbnail_jpeg=_jpeg(thumbnail),
        position=read_position(head.gps),
        taken=read_taken(head.main, head.detail, head.gps),
        particulars=_particulars(data, head, original),
    )


def _particulars(data: bytes, head: Head, size: tuple[int, int]) -> Particulars:
    """Return 拍摄信息; a head that makes its reader stumble has none."""
    try:
        read = dict(read_exif_particulars(head, size))
        if has_credentials(data):
            read[Particular.CREDENTIALS] = UNVERIFIED
    # As with the tags themselves: a strange head must not cost the reporter the picture.
    except Exception:  # noqa: BLE001
        return {}
    return read


def _shrink(image: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be resized, long edge within the shared size."""
    edge = (SHARED_EDGE, SHARED_EDGE)
    if image.mode in {"L", "RGB", "CMYK"} and not image.has_transparency_data:
        image.thumbnail(edge, Image.Resampling.LANCZOS, reducing_gap=2.0)
        return image
    if image.mode in {"I;16", "I"}:
        small = image.point(lambda value: value * (1 / 256)).convert("L")
    else:
        small = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small.thumbnail(edge, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return small


def _head(image: Image.Image) -> Head:
    """Return the directories of the head; empty where they cannot be read."""
    try:
        exif = image.getexif()
        return Head(
            main=dict(exif),
            detail=exif.get_ifd(ExifTags.IFD.Exif),
            gps=exif.get_ifd(ExifTags.IFD.GPSInfo),
            preview=exif.get_ifd(ExifTags.IFD.IFD1),
        )
    # A broken head must not cost the reporter the picture; the parser raises many things.
    except Exception:  # noqa: BLE001
        return Head(main={}, detail={}, gps={}, preview={})


def _bare_rgb(image: Image.Image, profile: object, orientation: int) -> Image.Image:
    """Return the picture upright, in sRGB, on white, with nothing attached."""
    if orientation in _UPRIGHT:
        image = image.transpose(_UPRIGHT[orientation])
    if image.mode == "RGBA":
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    coloured = _to_srgb(image, profile)
    return Image.frombytes("RGB", coloured.size, coloured.tobytes())


def _to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Convert by the embedded profile; without one, or with a broken one, as sRGB."""
    if isinstance(profile, bytes) and profile:
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
    """Encode as baseline JPEG."""
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


if __name__ == "__main__":
    main()
