"""Requests that no browser sends: a sentence and 400, never a 500; and what a shared machine may keep of a page."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.web.everything import everything
from twiza.search.api import stop_counts

pytestmark = pytest.mark.django_db
NUL = quote("a\0b")


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-16", "latin-1"])
def test_another_encoding_is_not_read(client, charset):
    response = client.get("/fr/search/?q=%5Cud800", headers={"Content-Type": f"text/html; charset={charset}"})
    assert response.status_code == 400
    assert "abîmé" in response.content.decode()


@pytest.mark.parametrize("charset", ["rot13", "base64", "nonsense"])
def test_what_is_no_encoding_of_text_is_passed_over(rf, settings, charset):
    settings.KEEP_PAGES = False  # whoever follows outlives the test
    from twiza.config.wsgi import application  # makes its handler when imported, in a folder that is there

    environ = rf.get("/robots.txt").environ | {"CONTENT_TYPE": f"text/html; charset={charset}"}
    said = []
    application(environ, lambda status, headers, *error: said.append(status))
    stop_counts()
    assert said == ["200 OK"]


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", "nonsense"])
def test_our_own_encoding_and_none_are(client, charset):
    assert client.get("/fr/", headers={"Content-Type": f"text/html; charset={charset}"}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"/fr/orders/{NUL}/secret/",
        f"/fr/orders/TW-2222222/{NUL}/",
        f"/fr/cooperatives/?after={NUL}",
        f"/fr/category/food/?region={NUL}",
        f"/api/v1/products?region={NUL}",
        f"/api/v1/products/{NUL}",
        f"/api/v1/cooperatives?after={NUL}",
        f"/media/{NUL}",
    ],
)
def test_a_nul_in_an_address_is_refused(client, address):
    assert client.get(address).status_code == 400


def test_a_nul_in_a_cookie_is_refused(client):
    assert client.get("/fr/basket/", headers={"Cookie": 'basket="\\000"'}).status_code == 400


def test_a_nul_in_a_field_is_refused_and_nothing_changes(client):
    before = everything()
    assert client.post("/fr/track/", {"number": "TW-2222222", "phone": "06\0"}).status_code == 400
    assert everything() == before


def test_a_body_that_would_fill_the_disk_is_not_taken(client):
    assert client.post("/fr/basket/add/", {}, CONTENT_LENGTH=str(65 * 2**20)).status_code == 413


def test_too_many_fields_are_said_in_the_language_of_the_page(client):
    response = client.post("/fr/basket/add/", {f"f{n}": "1" for n in range(2000)})
    assert response.status_code == 400
    assert "abîmé" in response.content.decode()


@pytest.mark.parametrize("origin", ["http://[", "null", "https://evil.example", "//", "http://testserver.evil.example"])
def test_a_form_of_another_site_puts_nothing_into_a_basket(client, origin):
    response = client.post("/fr/basket/add/", {"variant": "1"}, headers={"Origin": origin})
    assert response.status_code == 409
    assert not response.cookies


@pytest.mark.parametrize("address", ["/fr/me/", "/fr/workshop/?all=1", "/fr/desk/", "/fr/orders/", "/fr/basket/"])
def test_a_persons_page_is_not_kept_by_the_browser(client, nadia, settings, address):
    settings.TWIZA_REQUIRE_2FA = False
    client.force_login(nadia)
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
