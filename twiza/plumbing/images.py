"""Pictures that people upload: refused with a sentence, or made small, clean and without metadata."""

from __future__ import annotations

import hashlib
import io
import logging
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import PIL.Image
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import ImageCms, ImageOps

from twiza.kernel.refusals import Refusal
from twiza.plumbing.files import write_whole
from twiza.plumbing.models import Image

log = logging.getLogger(__name__)
MOST_BYTES, MOST_PIXELS, WIDTHS = 12 * 2**20, 40_000_000, (320, 640, 1280)
LONGEST_SIDE = 16_383  # WebP holds no more, and a strip of paper may be longer
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")


class NotAPicture(Refusal):
    sentence = _("This file is not a picture that we can read. Send a JPEG, PNG, WebP or AVIF file.")
    field = "photo"


class PictureTooHeavy(Refusal):
    sentence = _("This picture is heavier than %(most)s MB. Send a smaller one.")
    field = "photo"


class PictureTooLarge(Refusal):
    sentence = _("This picture has more than %(most)s million points. Send a smaller one.")
    field = "photo"


class PictureDamaged(Refusal):
    sentence = _("This picture is damaged or incomplete. Send it again.")
    field = "photo"


class DrawingNotTaken(Refusal):
    sentence = _("SVG drawings are not taken, because they can hold programs. Send a JPEG or PNG picture.")
    field = "photo"


class HeicNotTaken(Refusal):
    sentence = _("This picture is in the HEIC format, which we can't read. Send it as JPEG.")
    field = "photo"


@dataclass(frozen=True, slots=True)
class ImageSet:
    """What a page needs to show one picture: `avif` and `webp` are srcset values, `fallback` one address."""

    width: int
    height: int
    avif: str
    webp: str
    fallback: str


def take_in_image(upload: BinaryIO | bytes | Any) -> Image:
    """Take in an uploaded picture (bytes, a file, or a Django upload) and keep it as AVIF and WebP.

    The way up that the camera noted is applied, then all metadata is left behind. Copies are 320, 640 and 1280
    points wide, never wider than the original. The same bytes give the same row. It takes about a second:
    call it before opening a transaction. Refuses by name: too heavy, too many points, SVG, HEIC, damaged, not a
    picture.
    """
    data = _read(upload)
    sha256 = hashlib.sha256(data).hexdigest()
    known = Image.objects.filter(sha256=sha256).first()
    if known:
        return known
    with _decode(data) as picture:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        widths = sorted({min(w, picture.width) for w in WIDTHS})
        for width in widths:
            copy = _copy(picture, width)
            height = copy.height
            for extension, options in (("avif", {"quality": 60, "speed": 8}), ("webp", {"quality": 78, "method": 4})):
                out = io.BytesIO()
                copy.save(out, extension.upper(), **options)
                write_whole(_path(sha256, width, extension), out.getvalue())
    row = {"width": widths[-1], "height": height, "widths": widths}
    image, _fresh = Image.objects.get_or_create(sha256=sha256, defaults=row)
    return image


def clean_picture(upload: BinaryIO | bytes | Any, *, widest: int = 1600) -> bytes:
    """A picture for a few persons alone: the right way up, without metadata, at most so many points wide, as JPEG.

    For `store_file(..., private=True)`, where `take_in_image` would give it a public address. Before the transaction,
    and refused by name, as there.
    """
    with _decode(_read(upload)) as picture:
        picture.thumbnail((widest, LONGEST_SIDE))
        if picture.mode != "RGB":
            ground = PIL.Image.new("RGB", picture.size, "white")
            ground.paste(picture, mask=picture.getchannel("A"))
            picture = ground
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return out.getvalue()


def _read(upload: BinaryIO | bytes | Any) -> bytes:
    heavy = PictureTooHeavy(most=MOST_BYTES // 2**20)
    if isinstance(upload, bytes):
        data = upload
    elif (getattr(upload, "size", 0) or 0) > MOST_BYTES:
        raise heavy
    else:
        upload.seek(0)
        data = upload.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise heavy
    return data


def _decode(data: bytes) -> PIL.Image.Image:
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in head or data[:2] == b"\x1f\x8b":
        raise DrawingNotTaken()
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"):
        raise HeicNotTaken()
    large = PictureTooLarge(most=MOST_PIXELS // 1_000_000)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            picture = PIL.Image.open(io.BytesIO(data), formats=FORMATS)
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning):
        raise large from None
    except PIL.UnidentifiedImageError:
        raise NotAPicture() from None
    except Exception as error:  # noqa: BLE001 - decoders raise almost anything on hostile bytes
        log.info("picture refused: %s", error)
        raise PictureDamaged() from None
    if picture.width * picture.height > MOST_PIXELS:
        raise large
    try:
        # JPEG can be decoded at a half or a quarter, which is all that the widest copy needs.
        picture.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
        picture.load()
        return _in_srgb(ImageOps.exif_transpose(picture))
    except Exception as error:  # noqa: BLE001 - as above
        log.info("picture refused: %s", error)
        raise PictureDamaged() from None


def _in_srgb(picture: PIL.Image.Image) -> PIL.Image.Image:
    """RGB or RGBA in the colours of the web, with no metadata left."""
    profile = picture.info.get("icc_profile")
    see_through = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    if picture.mode.startswith("I;16") or picture.mode == "I":
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            target = "RGBA" if picture.mode == "RGBA" else "RGB"
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=target)
            picture = made or picture
        except (ImageCms.PyCMSError, OSError, ValueError):
            log.info("a colour profile was left aside")
    picture = picture.convert("RGBA" if see_through else "RGB")
    picture.info.clear()
    return picture


def _copy(picture: PIL.Image.Image, width: int) -> PIL.Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), PIL.Image.Resampling.LANCZOS, reducing_gap=2.0)


def _place(sha256: str, width: int, extension: str) -> str:
    return f"pictures/{sha256[:2]}/{sha256[2:34]}-{width}.{extension}"


def _path(sha256: str, width: int, extension: str) -> Path:
    return Path(settings.MEDIA_ROOT) / _place(sha256, width, extension)


def image_set(image: Image) -> ImageSet:
    """The addresses of one picture's copies."""

    def url(width: int, extension: str) -> str:
        return settings.MEDIA_URL + _place(image.sha256, width, extension)

    def srcset(extension: str) -> str:
        return ", ".join(f"{url(width, extension)} {width}w" for width in image.widths)

    middle = image.widths[len(image.widths) // 2]
    return ImageSet(image.width, image.height, srcset("avif"), srcset("webp"), url(middle, "webp"))


def image_sets(image_ids: Iterable[int]) -> dict[int, ImageSet]:
    """The same for many, by id, in one query; ids that don't exist are left out."""
    return {image.pk: image_set(image) for image in Image.objects.filter(pk__in=set(image_ids))}
