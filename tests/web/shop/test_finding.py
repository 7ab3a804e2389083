"""Search, suggestions, cooperatives near a commune, the map, and the pages for machines."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.make.ordering import a_seller
from tests.web.shop.conftest import text_of

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("typed", ["miel", "Thyme", "عسل", "الزعتر"])
def test_goods_are_found_in_each_language(honey, client, typed):
    text = text_of(client.get("/fr/search/", {"q": typed}))
    assert "1 produit" in text
    assert "Miel de thym" in text


def test_nothing_found_helps(honey, client):
    text = text_of(client.get("/fr/search/?q=zzzz"))
    assert "Nous n’avons trouvé aucun produit avec tous ces mots" in text
    assert "Ou parcourez les rayons" in text


def test_what_was_typed_stays_in_the_field_and_is_no_code(client, db):
    html = client.get("/fr/search/", {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in html


def test_communes_are_suggested_in_either_script(client, db):
    for typed in ("smim", "سميم"):
        items = client.get("/fr/suggest/communes", {"q": typed}).json()["items"]
        assert {"name": "Smimou, Essaouira", "code": items[0]["code"]} == items[0]
    assert client.get("/fr/suggest/communes").json() == {"items": []}


def test_the_nearest_cooperative_stands_first(fatima, hassan, client):
    a_seller(hassan, commune="Asni", names={"fr": "Coopérative Loin", "ar": "تعاونية بعيدة"})
    a_seller(fatima, commune="Smimou", names={"fr": "Coopérative Près", "ar": "تعاونية قريبة"})
    text = text_of(client.get("/fr/cooperatives/?commune=Smimou"))
    assert text.index("Coopérative Près") < text.index("Coopérative Loin")
    assert "à 0 km" in text


def test_the_map_has_a_dot_a_table_and_its_credit(fatima, client):
    a_seller(fatima, commune="Smimou", names={"fr": "Coopérative Tigmi", "ar": "تعاونية تيكمي"})
    response = client.get("/fr/regions/marrakech-safi/")
    html = response.content.decode()
    assert html.count('<circle class="dot"') == 1
    assert html.count('<path class="province"') == 8
    assert "," not in "".join(part.split('"')[0] for part in html.split(' cx="')[1:])
    text = text_of(response)
    assert "Coopérative Tigmi" in text
    assert "© OpenStreetMap contributors, ODbL" in text


def test_robots_are_shown_the_sitemap_and_kept_from_private_pages(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    for private in ("basket", "checkout", "orders"):
        assert f"Disallow: /*/{private}" in text


def test_the_sitemap_names_every_product_in_three_languages(honey, client, settings):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {url.findtext(f"{SITEMAP}loc"): url for url in tree}
    for language in ("ar", "fr", "en"):
        product = next(loc for loc in found if f"/{language}/product/" in loc)
        assert len(found[product].findall("{http://www.w3.org/1999/xhtml}link")) == 3
        assert found[product].findtext(f"{SITEMAP}lastmod")
        assert f"{settings.SITE_URL}/{language}/cooperatives/{honey.cooperative.slug}/" in found
        assert f"{settings.SITE_URL}/{language}/category/thyme-honey/" in found
