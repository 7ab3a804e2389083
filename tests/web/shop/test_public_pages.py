"""Pages for everybody: the same for all, cacheable, in three languages, readable by machines."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches

from tests.make.ordering import a_seller
from tests.web.shop.conftest import linked, text_of
from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.ordering.api import TERMS_VERSION

pytestmark = pytest.mark.django_db
HOSTILE = '</script><script>alert("1")</script> & Co\u2028'


def addresses(seller) -> list[str]:
    slug = catalog.product_cards([seller.variants[0].product_id])[seller.variants[0].product_id].slug
    return [
        "",
        "search/?q=miel",
        "search/?q=zzzz",
        "category/food/",
        "category/thyme-honey/?region=07&stock=1&lowest=10&highest=1000&sort=price",
        f"product/{slug}/",
        f"product/{slug}/?commune=Smimou",
        "cooperatives/",
        "cooperatives/?commune=Smimou",
        f"cooperatives/{seller.cooperative.slug}/",
        "regions/marrakech-safi/",
        "rights/",
        "terms/",
        "privacy/",
        "about/",
    ]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_a_public_page_is_the_same_for_everybody_and_kept_by_caches(honey, client, language):
    for address in addresses(honey):
        response = client.get(f"/{language}/{address}")
        assert response.status_code == 200, address
        assert "public" in response["Cache-Control"], address
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        html = response.content.decode()
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in html
        assert html.count("<h1") == 1, address
        assert " style=" not in html, address
        assert re.search(r"<script(?! src| type=\"application/ld\+json\")", html) is None, address
        assert re.search(r'(src|href)="(https?:)?//(?!testserver|127\.0\.0\.1)', _own(html)) is None, address


def _own(html: str) -> str:
    """Links to the law's own site are for reading, nothing is fetched from there."""
    return re.sub(r'<a href="https://adala[^"]*"|<a href="https://www\.[^"]*"', "<a", html)


def test_every_page_names_itself_in_the_other_languages(honey, client, settings):
    html = client.get("/fr/category/food/?region=07").content.decode()
    site = settings.SITE_URL
    assert f'<link rel="canonical" href="{site}/fr/category/food/">' in html
    for language in ("ar", "fr", "en"):
        assert f'<link rel="alternate" hreflang="{language}" href="{site}/{language}/category/food/">' in html
    assert f'hreflang="x-default" href="{site}/ar/category/food/"' in html
    assert '<meta property="og:locale" content="fr_MA">' in html


def test_a_product_tells_machines_its_price_seller_and_return_policy(honey, client, settings):
    page = catalog.product_cards([honey.variants[0].product_id])[honey.variants[0].product_id]
    crumbs, product = linked(client.get(f"/en/product/{page.slug}/").content.decode())
    assert crumbs["@type"] == "BreadcrumbList"
    assert [item["position"] for item in crumbs["itemListElement"]] == [1, 2, 3, 4, 5]
    assert product["@type"] == "Product"
    assert product["name"] == "Thyme honey"
    (offer,) = product["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("95.00", "MAD")
    assert offer["availability"] == "https://schema.org/InStock"
    assert offer["url"] == f"{settings.SITE_URL}/en/product/{page.slug}/"
    assert offer["hasMerchantReturnPolicy"]["merchantReturnDays"] == 7


def test_a_name_can_not_leave_its_block(fatima, client):
    seller = a_seller(fatima, {"names": {"fr": HOSTILE}, "descriptions": {"fr": HOSTILE}})
    page = catalog.product_cards([seller.variants[0].product_id])[seller.variants[0].product_id]
    html = client.get(f"/fr/product/{page.slug}/").content.decode()
    assert '<script>alert("1")' not in html
    # The catalogue trims its texts; the rest of the name arrives whole.
    assert linked(html)[1]["name"] == HOSTILE.strip()


def test_a_name_of_300_signs_stays_inside(fatima, client):
    long = ("كلمة" * 40)[:150] + " " + "x" * 9
    seller = a_seller(fatima, {"names": {"ar": long}})
    page = catalog.product_cards([seller.variants[0].product_id])[seller.variants[0].product_id]
    response = client.get(f"/ar/product/{page.slug}/")
    assert long in text_of(response)


def test_what_is_not_there_is_a_page_and_404(honey, client):
    for address in ("category/no-such/", "product/no-such/", "cooperatives/no-such/", "regions/no-such/"):
        response = client.get(f"/ar/{address}")
        assert response.status_code == 404, address
        assert "لا شيء هنا" in text_of(response)


def test_a_cursor_that_is_not_ours_is_not_a_failure(honey, client):
    assert client.get("/fr/category/food/?after=nonsense").status_code == 404
    assert client.get("/fr/cooperatives/?after=zzzz").status_code == 200
    assert client.get("/fr/search/?q=miel&start=99999999").status_code == 200


def test_the_sample_is_named_on_every_page(honey, fatima, client):
    assert "inventés" not in text_of(client.get("/fr/rights/"))
    cooperatives.Cooperative.objects.filter(pk=honey.cooperative.pk).update(is_sample=True)
    caches["local"].clear()
    for address in ("rights/", "basket/", "track/", ""):
        said = text_of(client.get(f"/fr/{address}"))
        assert "les coopératives, produits et commandes présentés ici sont inventés" in said


def test_rights_keep_law_and_house_apart(client):
    """Each line says what it is, and leads to the page of its rule."""
    page = client.get("/en/rights/").content.decode()
    lines = {line[0]: line[1] for line in re.findall(r'href="/en/rules/([a-z_.]+)/">.*?</a>(.*?)</li>', page, re.S)}
    assert {"consumer.withdrawal_days", "consumer.refund_days", "consumer.late_days"} <= set(lines)
    assert "Law, article" in lines["consumer.withdrawal_days"]
    assert "Our own promise" in lines["house.claim_answer_days"]
    assert all("Law" not in said for rule, said in lines.items() if rule.startswith("house."))
    assert "You may withdraw within seven full days" in text_of(client.get("/en/rights/"))


def test_the_terms_carry_the_version_that_an_order_keeps(client):
    assert f"Version {TERMS_VERSION}" in text_of(client.get("/en/terms/"))


def test_home_shows_what_is_in_season_and_the_figures(honey, client, now):
    cooperatives.edit_cooperative(
        cooperative=honey.cooperative, by=honey.manager, now=now, story={"en": "Ten women began."}
    )
    text = text_of(client.get("/en/"))
    assert "In season:" in text
    assert "Ten women began." in text
    assert "cooperatives 1" in text
