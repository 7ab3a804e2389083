"""Search, suggestions, cooperatives near a commune, the map, and the pages for machines."""

from __future__ import annotations

import re
from urllib.parse import quote_from_bytes
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.make.catalog import a_draft
from tests.make.ordering import a_seller
from tests.make.search import shelves_and_places
from tests.web.shop.conftest import text_of
from twiza.geography.api import find_communes
from twiza.plumbing.api import may_ask, run_due
from twiza.search.api import Searchable, index_many

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize("typed", ["miel", "Thyme", "عسل", "الزعتر"])
def test_goods_are_found_in_each_language(honey, client, typed):
    text = text_of(client.get("/fr/search/", {"q": typed}))
    assert "1 produit" in text
    assert "Miel de thym" in text


def test_nothing_found_helps(honey, client):
    response = client.get("/fr/search/?q=zzzz")
    text = text_of(response)
    assert "Nous n’avons trouvé aucun produit avec ces mots" in text
    assert "Ou parcourez les rayons" in text
    assert 'href="/fr/wish/?q=zzzz"' in response.content.decode()


def test_what_was_typed_stays_in_the_field_and_is_no_code(client, db):
    html = client.get("/fr/search/", {"q": '"><script>x</script>\u202etxt\x07'}).content.decode()
    assert "<script>x" not in html
    assert "\u202e" not in html
    assert "\x07" not in html
    assert 'value="&quot;&gt;&lt;script&gt;x&lt;/script&gt; txt"' in html


def test_results_are_narrowed_counted_and_sorted(honey, fatima, client):
    a_seller(fatima, {"names": {"fr": "Miel d’euphorbe"}, "variant": {"price_centimes": 60_00}}, commune="Asni")
    run_due(timezone.now())
    everything = text_of(client.get("/fr/search/?q=miel"))
    assert "2 produits" in everything
    assert "Marrakech-Safi (2)" in everything
    page = client.get("/fr/search/?q=miel&lowest=70&region=07&sort=price")
    assert "1 produit" in text_of(page)
    html = page.content.decode()
    assert '<input type="hidden" name="q" value="miel">' in html  # the form of the facets keeps the words
    cheapest = text_of(client.get("/fr/search/?q=miel&sort=price")).split("2 produits")[1]
    assert cheapest.index("Miel d’euphorbe") < cheapest.index("Miel de thym")


def test_near_a_commune_says_how_far(honey, client):
    page = client.get("/fr/search/?q=miel&near=Smimou")
    html = page.content.decode()
    assert "près de Smimou" in text_of(page)
    assert 'data-near="' in html
    assert re.search(r"à \d+ km", text_of(page))
    assert "près de Smimou" in text_of(client.get("/fr/search/?near=Smimou"))  # without words: all that is near
    refused = text_of(client.get("/fr/search/?q=miel&near=Atlantide"))
    assert "Miel de thym" in refused
    assert "commune" in refused


def test_a_shelf_named_like_the_words_is_offered(honey, client):
    html = client.get("/fr/search/?q=thym").content.decode()
    assert 'href="/fr/category/thyme-honey/"' in html


def test_everybody_may_ask_why(honey, client):
    assert "Pourquoi cet ordre" in text_of(client.get("/fr/search/?q=miel"))
    assert "Personne ne peut payer une place" in text_of(client.get("/fr/search/?q=miel&explain=1"))


def test_suggestions_lead_to_goods_shelves_and_places(honey, client):
    smimou = find_communes("Smimou")[0].code
    shelves_and_places(timezone.now(), smimou)
    answer = client.get("/fr/suggest/?q=thy").json()
    items = answer["items"]
    product = next(item for item in items if item["kind"] == "product")
    assert (product["kind"], product["name"]) == ("product", "Miel de thym")
    assert "".join(piece for piece, _hit in product["pieces"]) == product["name"]
    assert client.get(product["url"]).status_code == 200
    assert ("category", "rayon") in {(item["kind"], item["what"]) for item in items}
    assert answer["said"].endswith("suggestions.")
    places = client.get("/ar/suggest/?q=سميمو").json()["items"]
    assert places[-1]["kind"] == "commune"
    assert places[-1]["url"] == f"/ar/search/?near={smimou}"
    assert client.get("/fr/suggest/").json() == {"items": [], "said": ""}


def test_what_is_not_public_is_not_suggested_or_found(honey, client):
    draft = a_draft(honey.cooperative.pk, names={"fr": "Gelée secrète", "ar": "سر"})
    index_many([Searchable("product", str(draft.pk), draft.names)], now=timezone.now())
    assert client.get("/fr/suggest/?q=gelée+sec").json()["items"] == []
    assert "Gelée secrète" not in text_of(client.get("/fr/search/?q=gelée")).split("Résultats pour")[-1]


def test_one_address_asks_too_much(honey, client):
    for what, most in (("search", 1000), ("suggest", 3000)):
        for _n in range(most):
            may_ask(what, "203.0.113.9", most=most, seconds=10, now=timezone.now())
    page = client.get("/fr/search/?q=miel", REMOTE_ADDR="203.0.113.9")
    assert (page.status_code, page["Retry-After"]) == (429, "10")
    assert "rechargez cette page" in text_of(page)
    refused = client.get("/fr/suggest/?q=miel", REMOTE_ADDR="203.0.113.9")
    assert (refused.status_code, refused.json()["items"]) == (429, [])
    assert client.get("/fr/search/?q=miel", REMOTE_ADDR="203.0.113.10").status_code == 200


ODD = [
    "q=" + "a" * 10_000,
    "q=" + "%D8%B9" * 3_000,
    "q=!!!???***",
    "q=%01%02%1b%7f",
    "q=%FF%FE%80",
    "q=+AND+OR+NOT+%28%22name%3A*%22%5E2+~1",
    "q=زيت+huile+ⴰⵔⴳⴰⵏ+аргановое+油",
    "q=miel&page=1000000000&start=1000000000",
    "q=miel&colour=blue&region=99&province=x&label=y",
    "q=miel&category=nowhere&cooperative=abc&commune=9",
    "q=miel&q=thym&region=07&region=01&stock=1&stock=0",
    "q=miel&sort=cheapest&lowest=-5&highest=1e9&stock=maybe",
    "q=miel&near=%F0%9F%98%80",
    "&".join(f"x{n}={n}" for n in range(90)),
]


@pytest.mark.parametrize("query", ODD)
def test_odd_questions_get_an_answer(honey, client, query):
    for path in ("/fr/search/", "/fr/suggest/", "/fr/category/food/", f"/fr/cooperatives/{honey.cooperative.slug}/"):
        assert client.get(f"{path}?{query}").status_code == 200, path


def test_a_cursor_that_is_not_ours_is_nowhere(honey, client):
    for cursor in ("x", "W10", "é", "eyJ9", "A" * 300):
        assert client.get("/fr/search/", {"q": "miel", "after": cursor}).status_code == 404


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.binary(max_size=80),
    name=st.sampled_from(["q", "region", "near", "lowest", "label", "category", "sort", "cooperative", "commune"]),
)
def test_any_bytes_in_the_address_get_an_answer(honey, client, raw, name):
    for path in ("/fr/search/?q=miel&", "/fr/suggest/?", "/fr/category/food/?"):
        answer = client.get(f"{path}{name}={quote_from_bytes(raw)}")
        assert answer.status_code == (400 if b"\0" in raw else 200), (path, name, raw)


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
