"""One product: price with its unit, delivery to my commune, who makes it, until when it goes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.catalog import a_product, a_variant
from tests.make.ordering import a_carrier, a_seller
from tests.web.shop.conftest import text_of
from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of

pytestmark = pytest.mark.django_db


def page(client, seller, query: str = "", language: str = "fr", number: int = 0):
    product_id = seller.variants[number].product_id
    slug = catalog.product_cards([product_id])[product_id].slug
    return client.get(f"/{language}/product/{slug}/{query}")


def test_price_unit_price_seller_and_the_mentions_of_the_law(honey, client):
    text = text_of(page(client, honey))
    terms = cooperatives.seller_terms(honey.cooperative.pk)
    assert "95 DH" in text
    assert "380 DH / kg" in text
    for mention in (terms["names"]["fr"], terms["seat"], terms["court"], terms["registration_number"]):
        assert mention in text
    assert "Coopérative vérifiée" in text
    assert "loi n° 112-12".casefold() in text.casefold()


def test_delivery_to_my_commune(honey, client):
    text = text_of(page(client, honey, "?commune=Smimou"))
    assert "35 DH" in text  # 25 to carry, 10 for the cash
    assert "en 2 à 4 jours" in text


def test_a_commune_that_does_not_exist_is_said_and_kept(honey, client):
    response = page(client, honey, "?commune=Atlantis")
    assert "Aucune commune du Maroc ne porte ce nom" in text_of(response)
    assert 'value="Atlantis"' in response.content.decode()


def test_nobody_delivers_there(fatima, client):
    assert "Personne ne livre encore" in text_of(page(client, a_seller(fatima, hand_delivery=False), "?commune=Smimou"))


def test_what_is_made_to_order_or_spoils_says_that_it_stays(fatima, client):
    seller = a_seller(
        fatima,
        {"made_to_order": True, "lead_days": 21, "personalised": True, "variant": {"on_hand": 0}},
        {"perishable": True, "category": "goat-cheese"},
        {"made_to_order": True, "lead_days": 21, "warranty_months": 24, "warranty_terms": {"fr": "Les coutures."}},
    )
    assert "prêt en 21 jours" in text_of(page(client, seller))
    assert "Fait à vos mesures ou à vos vœux" in text_of(page(client, seller))
    assert "Il se gâte vite" in text_of(page(client, seller, number=1))
    # Made when it is ordered, but as in the catalogue: she may change her mind (law 31-08 art. 38).
    ready = text_of(page(client, seller, number=2))
    assert "pourrait être retourné jusqu’au" in ready
    assert "Garantie de la coopérative : 24 mois" in ready
    assert "Les coutures." in ready
    assert "Cette offre en huit points" in ready


def test_variants_are_chosen_and_what_is_gone_can_not_be(honey, client):
    product = catalog.product_of_cooperative(honey.cooperative.pk, honey.variants[0].product_id)
    gone = a_variant(product, price_centimes=180_00, content_amount=1000, on_hand=0)
    html = page(client, honey).content.decode()
    assert f'value="{honey.variants[0].pk}" checked' in html
    assert f'value="{gone.pk}" disabled' in html


def test_a_closed_cooperative_says_so_and_takes_nothing(honey, client):
    moment = timezone.now()
    cooperatives.close_for_season(
        cooperative=honey.cooperative, starts_on=day_of(moment), ends_on=None, by=honey.manager, now=moment
    )
    response = page(client, honey)
    assert "ne prend pas de commandes" in text_of(response)
    assert 'class="big" disabled' in response.content.decode()
    seller = client.get(f"/fr/cooperatives/{honey.cooperative.slug}/")
    assert "Fermée pour la saison" in text_of(seller)


def test_every_price_that_was_shown(honey, client):
    moment = timezone.now()
    catalog.set_price(variant=honey.variants[0], price_centimes=80_00, by=honey.manager, now=moment - timedelta(days=4))
    catalog.set_price(variant=honey.variants[0], price_centimes=99_00, by=honey.manager, now=moment - timedelta(days=1))
    response = page(client, honey)
    assert "Prix le plus bas des 30 derniers jours : 80 DH" in text_of(response)
    assert '<path d="M4.0 ' in response.content.decode()


def test_similar_things_are_of_its_category_and_never_itself(honey, client):
    assert "Produits semblables" not in text_of(page(client, honey))
    a_product(honey.cooperative.pk, by=honey.manager, names={"fr": "Miel d'oranger"})
    a_product(honey.cooperative.pk, by=honey.manager, names={"fr": "Amlou"}, category="amlou")
    text = text_of(page(client, honey)).split("Produits semblables")[1]
    assert "Miel d'oranger" in text
    assert "Amlou" not in text


def test_a_certificate_with_number_body_and_validity(honey, client):
    product = catalog.product_of_cooperative(honey.cooperative.pk, honey.variants[0].product_id)
    designation = catalog.designations()[0]
    moment = timezone.now()
    catalog.claim_designation(
        product=product,
        designation=designation.code,
        certificate_number="CERT-2026-7",
        body="Organisme exemple",
        valid_until=day_of(moment) + timedelta(days=100),
        by=honey.manager,
        now=moment,
    )
    text = text_of(page(client, honey))
    assert "CERT-2026-7" in text
    assert "Organisme exemple" in text


def test_carriers_are_listed_cheapest_first(honey, client):
    a_carrier("second")
    html = page(client, honey, "?commune=Smimou").content.decode()
    assert html.count('<li class="row apart">') == 2


def state(seller, **parts):
    """At 95 dirhams, exempt, of a new cooperative: the platform takes nothing."""
    chosen = {"work_centimes": 60_00, "materials_centimes": 20_00, "packaging_centimes": 5_00, "share_centimes": 10_00}
    return catalog.state_price(
        variant=seller.variants[0],
        **(chosen | parts),
        commission_centimes=0,
        commission_vat_centimes=0,
        by=seller.manager,
        now=timezone.now(),
    )


def books(seller, **fields):
    day = day_of(timezone.now())
    chosen = {"sold_centimes": 950_00, "commission_centimes": 0, "commission_vat_centimes": 0, "members_centimes": 0}
    product_id = seller.variants[0].product_id
    view = catalog.BookedView(product_id, day - timedelta(days=365), day, **(chosen | fields))
    catalog.keep_booked_prices(booked=[view], now=timezone.now())


@pytest.fixture
def exempt(fatima):
    return a_seller(fatima, {"vat_class": "exempt"})


def test_where_the_price_goes_as_it_is_stated(exempt, client):
    state(exempt)
    response = page(client, exempt)
    text, html = text_of(response), response.content.decode()
    assert "60 DH reviennent aux membres" in text
    assert "20 DH" in text
    assert html.count("<rect ") == 4
    assert 'class="part-work" x="0" width="632"' in html
    assert "parts-table" in html


def test_where_nothing_is_stated_only_the_platform_s_part_is_said(exempt, client):
    response = page(client, exempt)
    assert response.context["reaches"]["stated"] == []
    assert response.context["reaches"]["taken"].centimes == 0
    assert "reviennent aux membres" not in text_of(response)
    assert "<rect " not in response.content.decode()


def test_a_statement_of_an_older_price_says_so(exempt, client):
    state(exempt)
    moment = timezone.now()
    catalog.set_price(variant=exempt.variants[0], price_centimes=120_00, by=exempt.manager, now=moment)
    shown = page(client, exempt).context["reaches"]
    assert (shown["stated"][0].older, shown["current"]) == (True, None)


def test_the_books_stand_beside_what_is_stated(exempt, client):
    state(exempt)
    books(exempt, members_centimes=600_00, commission_centimes=47_50, commission_vat_centimes=9_50)
    response = page(client, exempt)
    booked = response.context["reaches"]["booked"]
    assert (booked["cooperative"], booked["platform"], booked["members"]) == (89_30, 5_70, 60_00)
    assert response.context["reaches"]["differs"] is False
    books(exempt, members_centimes=300_00)
    assert page(client, exempt).context["reaches"]["differs"] is True


def test_it_costs_no_more_queries_than_before(exempt, client):
    def cost() -> int:
        page(client, exempt)
        address = f"/fr/product/{catalog.product_cards([exempt.variants[0].product_id]).popitem()[1].slug}/"
        with CaptureQueriesContext(connection) as spent:
            assert client.get(address).status_code == 200
        return len(spent)

    assert cost() <= 10
    state(exempt)
    books(exempt)
    assert cost() <= 9
