"""What the public reads: who is listed, in what order, and at what price in SQL queries."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import PIL.Image
import pytest

from tests.make.cooperatives import a_draft_cooperative, make_cooperative
from twiza.cooperatives.api import (
    TooManyPhotos,
    add_photo,
    close_for_season,
    cooperative_cards,
    list_cooperatives,
    public_cooperative,
    remove_photo,
    suspend_cooperative,
)
from twiza.cooperatives.terms import MOST_PHOTOS
from twiza.geography.api import commune
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import take_in_image

TODAY = date(2026, 11, 23)


def picture(colour: str):
    data = BytesIO()
    PIL.Image.new("RGB", (400, 300), colour).save(data, "PNG")
    return take_in_image(data.getvalue())


def slugs(**asked) -> list[str]:
    return [c.slug for c in list_cooperatives(on=TODAY, **asked).items]


def test_only_visible_ones_are_listed(tifawin, atlas, nadia, now):
    a_draft_cooperative()
    assert slugs() == [atlas.slug, tifawin.slug]
    suspend_cooperative(cooperative=atlas, by=nadia, now=now, note="x")
    assert slugs() == [tifawin.slug]
    assert set(cooperative_cards([tifawin.pk, atlas.pk], on=TODAY)) == {tifawin.pk, atlas.pk}


def test_by_place_text_and_season(tifawin, atlas, fatima, now):
    place = commune(tifawin.commune_id)
    assert slugs(region=place.region_code) == [atlas.slug, tifawin.slug]
    assert slugs(province=place.province_code) == slugs(commune=place.code) == [tifawin.slug]
    assert slugs(region="01") == []
    assert slugs(text="أطلس") == [atlas.slug]
    close_for_season(cooperative=tifawin, starts_on=TODAY, ends_on=None, by=fatima, now=now)
    assert slugs(open_only=True) == [atlas.slug]


def test_page_after_page(db):
    made = sorted(make_cooperative(names={"fr": f"Coopérative {letter}"}).slug for letter in "abcde")
    seen, after = [], None
    for _ in range(3):
        page = list_cooperatives(on=TODAY, after=after, page_size=2)
        assert page.count == 5
        seen += [c.slug for c in page.items]
        after = page.next
    assert seen == made
    assert after is None


def test_queries_do_not_grow_with_the_rows(tifawin, atlas, fatima, hassan, now, django_assert_num_queries):
    add_photo(cooperative=tifawin, image=picture("red"), alt={"ar": "أرز"}, by=fatima, now=now)
    cooperative_cards([tifawin.pk], on=TODAY)  # the communes are remembered by the process
    with django_assert_num_queries(3):
        cooperative_cards([tifawin.pk], on=TODAY)
    others = [make_cooperative().pk for _ in range(3)]
    with django_assert_num_queries(3):
        cards = cooperative_cards([tifawin.pk, atlas.pk, *others], on=TODAY)
    assert len(cards) == 5
    assert cards[tifawin.pk].image_alt == {"ar": "أرز"}
    assert cards[tifawin.pk].image.width == 400
    assert cards[atlas.pk].image is None
    with django_assert_num_queries(4):
        list_cooperatives(on=TODAY)
    with django_assert_num_queries(5):
        public_cooperative(tifawin.slug, on=TODAY)


def test_photos_keep_their_order_and_belong_to_one(tifawin, atlas, fatima, hassan, now):
    first, second = (
        add_photo(cooperative=tifawin, image=picture(colour), alt={"ar": colour}, by=fatima, now=now)
        for colour in ("red", "green")
    )
    assert [p.alt["ar"] for p in public_cooperative(tifawin.slug, on=TODAY).photos] == ["red", "green"]
    with pytest.raises(NotFound):
        remove_photo(cooperative=atlas, photo_id=first.pk, by=hassan, now=now)
    remove_photo(cooperative=tifawin, photo_id=first.pk, by=fatima, now=now)
    assert [p.id for p in public_cooperative(tifawin.slug, on=TODAY).photos] == [second.pk]
    for _ in range(MOST_PHOTOS - 1):
        add_photo(cooperative=tifawin, image=second.image, alt={}, by=fatima, now=now)
    with pytest.raises(TooManyPhotos):
        add_photo(cooperative=tifawin, image=second.image, alt={}, by=fatima, now=now)
