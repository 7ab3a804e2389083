from __future__ import annotations

import base64
from datetime import timedelta

import pytest

from tests.make.catalog import a_draft, a_product, a_variant, only_variant
from twiza.catalog import api as catalog
from twiza.catalog.api import ProductFilter, UnitPrice
from twiza.cooperatives.api import suspend_cooperative
from twiza.geography.api import commune, find_communes
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import deliver
from twiza.search.api import Question, find, indexed_keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(tifawin, stranger, now):
    """Four products: honey 95, saffron 60 (none left) and amlou 95 of Tifawin; a tajine 150, made to order, of Safi."""
    return {
        "honey": a_product(tifawin.pk, now=now),
        "saffron": a_product(
            tifawin.pk,
            names={"ar": "زعفران", "fr": "Safran"},
            category="saffron",
            variant={"price_centimes": 60_00, "on_hand": 0, "content_amount": 2, "weight_grams": 30},
            now=now + timedelta(hours=1),
        ),
        "amlou": a_product(tifawin.pk, names={"ar": "أملو"}, category="amlou", now=now + timedelta(hours=2)),
        "tajine": a_product(
            stranger.pk,
            names={"ar": "طاجين", "fr": "Tajine"},
            category="tajines",
            made_to_order=True,
            lead_days=10,
            variant={"price_centimes": 150_00, "content_unit": "piece", "content_amount": 1, "on_hand": 0},
            now=now + timedelta(hours=3),
        ),
    }


def found(market, **filter):
    names = {product.pk: name for name, product in market.items()}
    return {names[card.id] for card in catalog.list_products(ProductFilter(**filter)).items}


def test_a_card_says_what_a_list_shows(market, tifawin):
    card = catalog.list_products(ProductFilter(category="thyme-honey")).items[0]
    place = commune(tifawin.commune_id)
    variant = only_variant(market["honey"])
    assert card == catalog.ProductCard(
        id=market["honey"].pk,
        slug="miel-de-thym",
        names={"ar": "عسل الزعتر", "fr": "Miel de thym", "en": "Thyme honey"},
        cooperative_id=tifawin.pk,
        cooperative_slug=tifawin.slug,
        cooperative_names=tifawin.names,
        commune_code=place.code,
        commune_names=dict(place.names),
        category_code="thyme-honey",
        price_centimes=95_00,
        unit_price=UnitPrice(380_00, "kg"),
        content_amount=250,
        content_unit="g",
        image=None,
        image_alt={},
        in_stock=True,
        made_to_order=False,
        designation_sign="",
        variants=1,
        variant_id=variant.pk,
        sku=variant.sku,
    )


def test_each_filter_narrows(market, tifawin, stranger):
    amizmiz, safi = commune(tifawin.commune_id), commune(stranger.commune_id)
    assert found(market) == {"honey", "saffron", "amlou", "tajine"}
    assert found(market, category="food") == {"honey", "saffron", "amlou"}
    assert found(market, category="honey-and-hive") == {"honey"}
    assert found(market, category="no-such") == set()
    assert found(market, region=amizmiz.region_code) == {"honey", "saffron", "amlou", "tajine"}
    assert found(market, province=safi.province_code) == {"tajine"}
    assert found(market, commune=amizmiz.code) == {"honey", "saffron", "amlou"}
    assert found(market, cooperative=stranger.pk) == {"tajine"}
    assert found(market, in_stock=True) == {"honey", "amlou", "tajine"}
    assert found(market, min_centimes=60_01, max_centimes=149_99) == {"honey", "amlou"}
    assert found(market, ids=(market["honey"].pk, market["tajine"].pk, 0)) == {"honey", "tajine"}
    assert found(market, category="food", in_stock=True, max_centimes=60_00) == set()


def test_only_the_published_of_verified_cooperatives_are_listed(market, tifawin, now):
    a_variant(a_draft(tifawin.pk))
    catalog.withdraw_product(product=market["amlou"], by=None, now=now)
    assert found(market) == {"honey", "saffron", "tajine"}
    suspend_cooperative(cooperative=tifawin, by=None, now=now, note="Contrôle")
    assert found(market) == {"tajine"}
    assert catalog.facets().in_stock == 1
    with pytest.raises(NotFound):
        catalog.product_page("miel-de-thym")
    variant = only_variant(market["honey"])
    assert not catalog.variants_for_sale([variant.pk])[variant.pk].sellable


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("new", ["tajine", "amlou", "saffron", "honey"]),
        ("price", ["saffron", "honey", "amlou", "tajine"]),
        ("price_down", ["tajine", "amlou", "honey", "saffron"]),
    ],
)
@pytest.mark.parametrize("page_size", [1, 2, 3, 4])
def test_pages_meet_without_gap_or_double(market, sort, expected, page_size):
    names = {product.pk: name for name, product in market.items()}
    seen, after = [], None
    while True:
        page = catalog.list_products(sort=sort, after=after, page_size=page_size)
        assert page.count == 4
        seen += [names[card.id] for card in page.items]
        if not page.next:
            break
        after = page.next
    assert seen == expected


def test_a_page_stays_in_place_while_products_come(market, tifawin, now):
    first = catalog.list_products(page_size=2)
    a_product(tifawin.pk, names={"ar": "جديد"}, now=now + timedelta(days=1))
    second = catalog.list_products(page_size=2, after=first.next)
    assert [card.id for card in second.items] == [market["saffron"].pk, market["honey"].pk]


@pytest.mark.parametrize("cursor", ["x", "é", "W10", "bnVsbA", "WyJuZXciLCAiMjAyNiIsICJ4Il0", "[" * 5000])
def test_a_cursor_that_is_not_ours_finds_nothing(market, cursor):
    with pytest.raises(NotFound):
        catalog.list_products(after=cursor)
    with pytest.raises(NotFound):
        catalog.list_products(sort="price", after=catalog.list_products(page_size=1).next)
    with pytest.raises(NotFound):
        catalog.list_products(sort="best")


@pytest.mark.parametrize(
    ("sort", "key", "last"),
    [
        ("price", "1e400", "1"),
        ("price", "1", "-1e400"),
        ("price", "NaN", "1"),
        ("new", '"2026-01-01"', "1"),
        ("new", '"0001-01-01T00:00:00+14:00"', "1"),
        ("new", '"9999-12-31T23:59:59-14:00"', "1"),
    ],
)
def test_a_cursor_of_impossible_values_finds_nothing(market, sort, key, last):
    cursor = base64.urlsafe_b64encode(f'["{sort}", {key}, {last}]'.encode()).decode().rstrip("=")
    with pytest.raises(NotFound):
        catalog.list_products(sort=sort, after=cursor)


def counts(values):
    return {value.code: value.count for value in values}


def test_each_facet_counts_under_all_but_itself(market, tifawin, stranger, now):
    amizmiz, safi = commune(tifawin.commune_id), commune(stranger.commune_id)
    catalog.claim_designation(
        product=market["saffron"],
        designation="safran-de-taliouine",
        certificate_number="1",
        body="Organisme d’exemple",
        valid_until=now.date() + timedelta(days=9),
        by=None,
        now=now,
    )
    everything = catalog.facets()
    assert counts(everything.categories) == {"food": 3, "handicraft": 1}
    assert counts(everything.regions) == {amizmiz.region_code: 4}
    assert (everything.provinces, everything.communes) == ([], [])
    assert counts(everything.designations) == {"safran-de-taliouine": 1}
    assert (everything.in_stock, everything.lowest_centimes, everything.highest_centimes) == (3, 60_00, 150_00)

    food = catalog.facets(ProductFilter(category="food", region=amizmiz.region_code, max_centimes=70_00))
    assert counts(food.categories) == {"saffron-and-spices": 1}
    assert counts(food.regions) == {amizmiz.region_code: 1}
    assert [value.chosen for value in food.regions] == [True]
    assert counts(food.provinces) == {amizmiz.province_code: 1}
    assert (food.in_stock, food.lowest_centimes, food.highest_centimes) == (0, 60_00, 95_00)

    place = catalog.facets(ProductFilter(province=safi.province_code))
    assert counts(place.provinces) == {amizmiz.province_code: 3, safi.province_code: 1}
    assert counts(place.communes) == {safi.code: 1}
    assert counts(place.categories) == {"handicraft": 1}
    assert catalog.facets(ProductFilter(category="no-such")).lowest_centimes is None


def test_cards_keep_the_order_asked_for(market):
    ids = [market[name].pk for name in ("saffron", "tajine", "honey")]
    assert list(catalog.product_cards([ids[0], 0, ids[1], ids[2], ids[0]])) == ids


def test_the_page_says_it_all(market, tifawin):
    page = catalog.product_page("miel-de-thym")
    place = commune(tifawin.commune_id)
    assert [node.code for node in page.trail] == ["food", "honey-and-hive", "thyme-honey"]
    assert (page.commune_names, page.province_names, page.region_names) == (
        dict(place.names),
        dict(place.province_names),
        dict(place.region_names),
    )
    assert [(v.price_centimes, v.unit_price, v.available, v.sellable) for v in page.variants] == [
        (95_00, UnitPrice(380_00, "kg"), 10, True)
    ]
    assert (page.shelf_life_days, page.photos, page.claims) == (730, [], [])
    with pytest.raises(NotFound):
        catalog.product_page("no-such")


def test_another_origin_than_the_seat(market, now):
    smimou = find_communes("Smimou")[0]
    catalog.edit_product(product=market["honey"], by=None, now=now, origin=smimou.code)
    assert found(market, commune=smimou.code) == {"honey"}


def test_queries_do_not_grow_with_the_rows(tifawin, now, django_assert_num_queries):
    def fill(n):
        for i in range(n):
            product = a_product(tifawin.pk, variant={"sku": f"{now}-{n}-{i}"})
            a_variant(product, content_amount=500, sku=f"{now}-{n}-{i}-b")

    catalog.category_tree(), commune(tifawin.commune_id)  # reference data, read once a process
    for rows in (1, 2):
        fill(rows)
        with django_assert_num_queries(2):
            assert len(catalog.list_products().items) in (1, 3)
        with django_assert_num_queries(1):
            catalog.facets(ProductFilter(category="food"))
        with django_assert_num_queries(4):
            catalog.product_page("miel-de-thym")
        with django_assert_num_queries(1):
            catalog.product_cards(range(99))
        with django_assert_num_queries(1):
            catalog.variants_for_sale(range(99))
        with django_assert_num_queries(4):
            catalog.products_of_cooperative(tifawin.pk)


def keys_of(text):
    return [hit.key for hit in find(Question(text=text)).hits]


def test_the_index_follows(market, tifawin, now):
    deliver(now + timedelta(days=400))
    key = str(market["honey"].pk)
    assert keys_of("عسل الزعتر") == [key]
    assert keys_of("tifawin thym") == [key]
    catalog.withdraw_product(product=market["honey"], by=None, now=now)
    deliver(now + timedelta(days=400))
    assert keys_of("عسل الزعتر") == []
    suspend_cooperative(cooperative=tifawin, by=None, now=now, note="Contrôle")
    deliver(now + timedelta(days=400))
    deliver(now + timedelta(days=400))  # the cooperative's fact tells the products', which is delivered next
    assert set(indexed_keys("product")) == {str(market["tajine"].pk)}
    assert [thing.key for thing in catalog.searchable_products()] == [str(market["tajine"].pk)]


def test_the_sitemap_names_the_public_ones(market, now):
    catalog.withdraw_product(product=market["honey"], by=None, now=now)
    assert [entry.slug for entry in catalog.sitemap_products()] == ["tajine", "mlw", "safran"]
