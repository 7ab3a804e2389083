from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests.make.catalog import a_product
from twiza.catalog import api as catalog
from twiza.kernel.refusals import NotFound, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(shade: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (400, 300), (shade, 120, 60)).save(out, "PNG")
    return out.getvalue()


def photos(product):
    return catalog.product_page(product.slug).photos


def test_the_first_photo_is_the_cover_and_they_can_be_moved(tifawin, stranger, now):
    product = a_product(tifawin.pk)
    first, second = (
        catalog.add_photo(product=product, upload=picture(shade), by=None, now=now, alt={"fr": f"Pot {shade}"})
        for shade in (10, 200)
    )
    assert [photo.alt for photo in photos(product)] == [{"fr": "Pot 10"}, {"fr": "Pot 200"}]
    card = catalog.list_products().items[0]
    assert (card.image_alt, card.image.width, card.image.height) == ({"fr": "Pot 10"}, 400, 300)
    catalog.edit_photo(photo=second, by=None, now=now, place=0, alt={"ar": "جرة"})
    assert [photo.id for photo in photos(product)] == [second.pk, first.pk]
    assert catalog.list_products().items[0].image_alt == {"ar": "جرة"}
    with pytest.raises(NotFound):
        catalog.photo_of_cooperative(stranger.pk, second.pk)
    catalog.remove_photo(photo=catalog.photo_of_cooperative(tifawin.pk, second.pk), by=None, now=now)
    assert [photo.id for photo in photos(product)] == [first.pk]
    assert catalog.list_products().items[0].image_alt == {"fr": "Pot 10"}


def test_eight_at_most(tifawin, now):
    product = a_product(tifawin.pk)
    for shade in range(8):
        catalog.add_photo(product=product, upload=picture(shade), by=None, now=now)
    with pytest.raises(catalog.TooManyPhotos) as refused:
        catalog.add_photo(product=product, upload=picture(9), by=None, now=now)
    assert "8" in str(refused.value)
    assert len(photos(product)) == 8


@pytest.mark.parametrize("upload", [b"", b"not a picture", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'])
def test_what_is_no_picture_is_refused(tifawin, now, upload):
    product = a_product(tifawin.pk)
    with pytest.raises(Refusal) as refused:
        catalog.add_photo(product=product, upload=upload, by=None, now=now)
    assert refused.value.field == "photo"
    assert photos(product) == []
