"""A shelf: what narrows it, its order, its pages, its empty state."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.make.catalog import a_product
from tests.make.ordering import a_seller
from tests.web.shop.conftest import text_of
from twiza.plumbing.api import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(fatima, hassan):
    """Honey of Smimou at 95 DH, amlou of Asni at 60 DH of which nothing is left."""
    a_seller(fatima, {}, commune="Smimou")
    a_seller(
        hassan,
        {"names": {"fr": "Amlou"}, "category": "amlou", "variant": {"price_centimes": 60_00, "on_hand": 0}},
        commune="Asni",
    )
    run_due(timezone.now())


def names(client, query: str = "", code: str = "food") -> str:
    return text_of(client.get(f"/fr/category/{code}/{query}"))


def test_facets_narrow_and_are_counted(shelf, client):
    everything = names(client)
    assert "Miel de thym" in everything
    assert "Amlou" in everything
    assert "2 produits" in everything
    assert "Marrakech-Safi (2)" in everything
    assert "1 produit" in names(client, "?region=07&province=07.211")
    assert "1 produit" in names(client, "?stock=1")
    assert "Miel de thym" not in names(client, "?highest=70").split("1 produit")[1]
    assert "1 produit" in names(client, "?lowest=٧٠")


def test_the_chosen_ones_can_be_taken_off(shelf, client):
    html = client.get("/fr/category/food/?region=07&stock=1").content.decode()
    assert 'href="?stock=1"' in html
    assert 'href="?region=07"' in html


def test_an_amount_that_is_none_is_said_and_kept(shelf, client):
    response = client.get("/fr/category/food/?lowest=beaucoup")
    assert response.status_code == 200
    assert "Écrivez un montant en dirhams" in text_of(response)
    assert 'value="beaucoup"' in response.content.decode()


def test_nothing_fits_is_a_state_with_a_way_out(shelf, client):
    text = names(client, "?lowest=100000")
    assert "Rien ne correspond à tout cela" in text
    assert "Recommencer" in text


def test_pages_go_on_by_cursor(fatima, client):
    seller = a_seller(fatima)
    for _n in range(25):
        a_product(seller.cooperative.pk, by=fatima)
    run_due(timezone.now())
    first = client.get("/fr/category/food/")
    assert first.content.decode().count('class="product-card"') == 24
    (following,) = [part for part in first.content.decode().split('"') if part.startswith("?after=")]
    assert client.get(f"/fr/category/food/{following}").content.decode().count('class="product-card"') == 2


def test_sorted_by_price(shelf, client):
    text = names(client, "?sort=price").split("2 produits")[1]
    assert text.index("Amlou") < text.index("Miel de thym")


def test_regions_and_cooperatives_are_shelves_too(shelf, client):
    region = client.get("/fr/regions/marrakech-safi/")
    assert "2 produits" in text_of(region)
    narrowed = text_of(client.get("/fr/regions/marrakech-safi/?stock=1"))
    assert "1 produit" in narrowed
    assert "Amlou" not in narrowed.split("1 produit")[1]
    html = client.get("/fr/category/food/").content.decode()
    (address,) = {part for part in html.split('"') if part.startswith("/fr/product/") and "amlou" in part}
    html = client.get(address).content.decode()
    seller = next(
        part for part in html.split('"') if part.startswith("/fr/cooperatives/") and part != "/fr/cooperatives/"
    )
    assert "Amlou" in text_of(client.get(seller))
    assert "Miel de thym" not in text_of(client.get(seller))
    assert "Rien ne correspond" in text_of(client.get(f"{seller}?stock=1"))


def test_a_shelf_cannot_be_left_by_its_address(shelf, client):
    assert (
        "Miel de thym"
        not in names(client, "?category=food", code="handicraft").split("Rien", 1)[0].split("main", 1)[-1]
    )
    assert "2 produits" in names(client, "?category=handicraft")
