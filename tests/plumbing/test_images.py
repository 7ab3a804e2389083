"""Pictures: what is kept of a good one, and what is said of a bad one."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import PIL.Image
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.make.plumbing import picture
from twiza.kernel.refusals import Refusal
from twiza.plumbing import images
from twiza.plumbing.api import image_set, image_sets, take_in_image
from twiza.plumbing.models import Image

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def opened(path: Path) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(path.read_bytes()))


def copies(folder: Path) -> dict[str, PIL.Image.Image]:
    return {path.name.rpartition("-")[2]: opened(path) for path in sorted(folder.rglob("*.*")) if path.is_file()}


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG that claims a size, with whatever pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_large_picture_is_kept_in_three_widths_and_two_formats(media, format):
    image = take_in_image(picture(1600, 1200, format))
    assert (image.width, image.height, image.widths) == (1280, 960, [320, 640, 1280])
    kept = copies(media)
    assert {name: copy.size for name, copy in kept.items()} == {
        f"{width}.{kind}": (width, width * 3 // 4) for width in (320, 640, 1280) for kind in ("avif", "webp")
    }
    assert {copy.format for copy in kept.values()} == {"AVIF", "WEBP"}
    red, green, blue = kept["320.webp"].convert("RGB").getpixel((20, 100))
    assert red > 150
    assert green < 60
    assert blue < 60


def test_a_small_one_is_never_made_larger(media):
    image = take_in_image(picture(500, 300))
    assert (image.width, image.height, image.widths) == (500, 300, [320, 500])
    assert take_in_image(picture(100, 300)).widths == [100]


def test_it_stands_upright_and_says_nothing_of_where_and_when_it_was_taken(media):
    exif = PIL.Image.Exif()
    exif[0x0112] = 6  # the camera was turned a quarter
    exif[0x010F] = "Camera of Salma"
    exif.get_ifd(0x8825)[2] = (31.5, 0.0, 0.0)
    data = picture(800, 600, exif=exif)
    assert b"Salma" in data
    image = take_in_image(data)
    assert (image.width, image.height) == (600, 800)
    for path in media.rglob("*.*"):
        if path.is_file():
            assert b"Salma" not in path.read_bytes()
            copy = opened(path)
            assert not copy.getexif()
            assert not {"exif", "xmp", "icc_profile"} & set(copy.info)
    top, bottom = (copies(media)["600.webp"].convert("RGB").getpixel((300, y)) for y in (50, 750))
    assert (top[0] > 150, bottom[2] > 150) == (True, True)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "I;16", "RGBA", "LA", "1"])
def test_every_kind_of_colour_is_taken(mode):
    format = "JPEG" if mode == "CMYK" else "PNG"
    data = picture(400, 300, format, mode="L" if mode == "I;16" else mode)
    if mode == "I;16":
        out = io.BytesIO()
        PIL.Image.new("I;16", (400, 300), 40_000).save(out, "PNG")
        data = out.getvalue()
    assert take_in_image(data).widths == [320, 400]


def test_sixteen_bits_keep_their_light(media):
    out = io.BytesIO()
    PIL.Image.new("I;16", (400, 300), 32_768).save(out, "PNG")
    take_in_image(out.getvalue())
    assert abs(copies(media)["400.webp"].convert("L").getpixel((200, 100)) - 128) < 6


def test_what_is_see_through_stays_so(media):
    out = io.BytesIO()
    PIL.Image.new("RGBA", (400, 300), (0, 0, 0, 0)).save(out, "PNG")
    take_in_image(out.getvalue())
    assert {copy.convert("RGBA").getpixel((5, 5))[3] for copy in copies(media).values()} == {0}


def test_the_same_picture_is_kept_once(media):
    first = take_in_image(picture())
    assert take_in_image(picture()).pk == first.pk
    assert take_in_image(io.BytesIO(picture())).pk == first.pk
    assert take_in_image(SimpleUploadedFile("x.jpg", picture(), "image/jpeg")).pk == first.pk
    assert Image.objects.count() == 1


GOOD = picture()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", images.NotAPicture),
        (b"hello", images.NotAPicture),
        (b"%PDF-1.7 ...", images.NotAPicture),
        (b"PK\x03\x04" + b"0" * 100, images.NotAPicture),
        (b"GIF89a" + b"\0" * 50, images.NotAPicture),
        (SVG, images.DrawingNotTaken),
        (b"\xef\xbb\xbf  \n<?xml version='1.0'?>" + SVG, images.DrawingNotTaken),
        (b"<!-- a picture -->" + SVG, images.DrawingNotTaken),
        (SVG.decode().encode("utf-16"), images.DrawingNotTaken),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", images.HeicNotTaken),
        (GOOD[: len(GOOD) // 2], images.PictureDamaged),
        (GOOD[:30], images.PictureDamaged),
        (picture(format="PNG")[:200], images.PictureDamaged),
        (picture(format="WEBP")[:100], images.PictureDamaged),
        (b"\xff\xd8\xff\xe0" + b"\0" * 1000, images.NotAPicture),
        (png(20_000, 20_000), images.PictureTooLarge),
        (png(6_400, 6_400), images.PictureTooLarge),
        (png(60_000, 60_000), images.PictureTooLarge),
        (b"\0" * (12 * 2**20 + 1), images.PictureTooHeavy),
    ],
)
def test_a_bad_one_is_refused_by_name_and_leaves_nothing(media, data, refusal):
    with pytest.raises(Refusal) as refused:
        take_in_image(data)
    assert type(refused.value) is refusal
    assert refused.value.field == "photo"
    assert "%" not in str(refused.value)
    assert not Image.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [(10, 20_000), (3, 70_000), (70_000, 3)])
def test_a_long_strip_is_made_to_fit_what_the_formats_hold(media, size):
    image = take_in_image(picture(*size, "PNG"))
    assert max(image.width, image.height) <= 16_383
    assert all(max(copy.size) <= 16_383 for copy in copies(media).values())


def test_fifty_megabytes_are_refused_without_being_read():
    class Heavy(SimpleUploadedFile):
        def read(self, *_size: int) -> bytes:
            raise AssertionError("it was read")

    upload = Heavy("x.jpg", b"", "image/jpeg")
    upload.size = 50 * 2**20
    with pytest.raises(images.PictureTooHeavy):
        take_in_image(upload)


def test_what_a_page_needs(settings):
    image = take_in_image(picture(1600, 1200))
    shown = image_set(image)
    assert (shown.width, shown.height) == (1280, 960)
    first = shown.avif.split(", ")[0]
    assert first.startswith("/media/pictures/")
    assert first.endswith("-320.avif 320w")
    assert shown.webp.count(" 1280w") == 1
    assert shown.fallback.endswith("-640.webp")


def test_many_are_one_query(django_assert_num_queries):
    ids = [take_in_image(picture(300 + number, 200)).pk for number in range(3)]
    with django_assert_num_queries(1):
        found = image_sets([*ids, 0, ids[0]])
    assert set(found) == set(ids)
    assert found[ids[1]].width == 301
