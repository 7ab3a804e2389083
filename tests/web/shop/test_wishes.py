"""The screens of a wish: asked by anybody, confirmed by who holds the letter, a stranger's guess changes nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.everything import everything
from twiza.plumbing.models import Letter
from twiza.wishes.models import Wish

pytestmark = pytest.mark.django_db
WISH = {"words": "<b>huile</b> d’argan", "contact": "salma.bennani@example.ma"}


def test_a_guest_asks_confirms_and_drops(client):
    address = reverse("shop:wish")
    shown = client.get(address, {"q": "زيت <script>"}).content.decode()
    assert 'value="زيت &lt;script&gt;"' in shown
    for wrong in ({"words": " "}, {"contact": ""}, {"contact": "12"}, {"words": "؟"}):
        answer = client.post(address, WISH | wrong)
        assert (answer.status_code, Wish.objects.count()) == (422, 0), wrong
    assert client.post(address, WISH).status_code == 200
    wish = Wish.objects.get()
    assert f"/wish/{wish.secret}/" in Letter.objects.get().text
    link = reverse("shop:wish_by_link", args=[wish.secret])
    before = everything()
    page = client.get(link)
    assert (page.status_code, page["Referrer-Policy"], "&lt;b&gt;huile" in page.content.decode()) == (
        200,
        "no-referrer",
        True,
    )
    assert everything() == before, "looking confirms nothing"
    assert client.post(link).status_code == 302
    wish.refresh_from_db()
    assert wish.confirmed_at
    again = client.post(address, WISH).content.decode()
    assert link not in again, "who types another's contact learns nothing"
    assert client.post(link, {"drop": "1"}).status_code == 200
    assert not Wish.objects.exists()
    assert client.post(link).status_code == 404


def test_a_stranger_opens_nobodys_wish(client, salma):
    signed_in = Client()
    signed_in.force_login(salma)
    assert signed_in.post(reverse("shop:wish"), {"words": "زعفران"}).status_code == 200
    link = reverse("shop:wish_by_link", args=[Wish.objects.get().secret])
    assert link in signed_in.get(reverse("shop:wish")).content.decode()
    before = everything()
    for guess in ("x", "0" * 32, "é"):
        for stranger in (client.get, client.post):
            assert stranger(reverse("shop:wish_by_link", args=[guess])).status_code == 404
    assert everything() == before
    assert link not in client.get(reverse("shop:wish")).content.decode()


def test_what_the_pages_cost(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert len(client.get(reverse("shop:wish")).content) < 15_000
