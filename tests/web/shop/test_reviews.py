"""Reviews in the shop: written by person or by link, read by everybody; a stranger writes nothing."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.ordering import a_carrier
from tests.make.plumbing import picture
from tests.make.reviews import a_received_line, a_review
from tests.make.settlement import a_settled_seller, an_order, hear_all
from tests.web.everything import everything
from tests.web.shop.conftest import linked, text_of
from twiza.ordering import api as ordering
from twiza.reviews import api as reviews
from twiza.reviews.models import Review

SAID = {"stars": "4", "text": "Très bon <script>alert(1)</script>", "language": "fr", "sign": "on"}


@pytest.fixture
def seller(db, fatima):
    caches["local"].clear()
    a_carrier()
    return a_settled_seller(fatima, now=timezone.now())


@pytest.fixture
def line(seller, salma):
    return a_received_line(seller, person=salma, now=timezone.now())


def photo(name: str = "a.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or picture(120, 90), "image/jpeg")


def test_the_buyer_writes_changes_and_takes_back(line, salma, seller):
    order, client = line.part.order, Client()
    client.force_login(salma)
    listed = f"/fr/orders/{order.number}/reviews/"
    address = f"{listed}{line.pk}/"
    assert listed in client.get(f"/fr/orders/{order.number}/").content.decode()
    assert address in client.get(listed).content.decode()
    bad = [
        SAID | {"stars": ""},
        SAID | {"stars": "9"},
        SAID | {"language": "xx"},
        SAID | {"photos": [photo(str(n)) for n in range(4)]},
        SAID | {"photos": photo("x.jpg", b"<svg onload=alert(1)>")},
        SAID | {"text": "x" * 2001},
    ]
    for sent in bad:
        answer = client.post(address, sent)
        assert answer.status_code == 422, sent
    assert "&lt;script&gt;" in answer.content.decode() or "xxx" in answer.content.decode()
    assert not Review.objects.exists()
    assert client.post(address, SAID | {"photos": [photo(), photo("b.jpg")]}).status_code == 302
    assert client.post(address, SAID | {"stars": "2", "sign": ""}).status_code == 302  # within its days: changed
    (review,) = Review.objects.all()
    assert (review.stars, review.signed, len(review.network), len(review.device)) == (2, "", 16, 16)
    shown = client.get(listed).content.decode()
    assert "<script>alert" not in shown
    slug = line.slug
    page = client.get(f"/fr/product/{slug}/")
    (data,) = [block for block in linked(page.content.decode()) if block["@type"] == "Product"]
    assert data["aggregateRating"] == {
        "@type": "AggregateRating", "ratingValue": "2.0", "reviewCount": 1, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    assert f"/fr/product/{slug}/reviews/" in page.content.decode()
    assert client.get(f"{address}take-back/").status_code == 405
    assert client.post(f"{address}take-back/").status_code == 302
    assert client.post(f"{address}take-back/").status_code == 302  # said, not done twice
    assert client.get(address).status_code == 302  # it can't be written again
    page = client.get(f"/fr/product/{slug}/")
    (data,) = [block for block in linked(page.content.decode()) if block["@type"] == "Product"]
    assert "aggregateRating" not in data


def test_a_guest_writes_by_her_link_and_strangers_find_nothing(line, salma, brahim, fatima, nadia, seller):
    order = line.part.order
    ordering.Order.objects.filter(pk=order.pk).update(person=None)
    link = ordering.order_path(order, "ar")
    own, by_link = f"/ar/orders/{order.number}/", link
    stranger = an_order({seller.variants[0].pk: 1}, now=timezone.now())
    wrong = [f"/ar/orders/{order.number}/{'x' * 22}/", ordering.order_path(stranger, "ar")]
    clients = [Client()]
    for person in (salma, brahim, fatima, nadia):
        clients.append(Client())
        clients[-1].force_login(person)
    before = everything()
    for client in clients:
        for tail in ("reviews/", f"reviews/{line.pk}/", f"reviews/{line.pk}/take-back/"):
            for start in (own, *wrong):
                if start == wrong[1] and tail == "reviews/":
                    continue  # its own list, without the line
                assert client.get(start + tail).status_code in (404, 405), (start, tail)
                if tail != "reviews/":
                    assert client.post(start + tail, SAID).status_code == 404, (start, tail)
    assert everything() == before
    guest = Client()
    assert guest.get(f"{by_link}reviews/").status_code == 200
    assert guest.post(f"{by_link}reviews/{line.pk}/", SAID).status_code == 302
    assert Review.objects.get().person is None
    assert guest.post(f"{by_link}reviews/{line.pk}/take-back/").status_code == 302


def test_everybody_reads_them_newest_first_and_a_stub_where_one_was(seller, nadia, client):
    moment = timezone.now()
    texts = ["premier", "deuxième", "troisième"]
    written = [
        a_review(a_received_line(seller, now=moment), stars=stars, text=text, now=moment)
        for stars, text in zip((1, 5, 3), texts, strict=True)
    ]
    address = f"/fr/product/{written[0].line.slug}/reviews/"

    def cost() -> int:
        with CaptureQueriesContext(connection) as spent:
            assert client.get(address).status_code == 200
        return len(spent)

    def order_of(**query: str) -> list[str]:
        page = text_of(client.get(address, query))
        return sorted((text for text in texts if text in page), key=page.index)

    assert order_of() == ["troisième", "deuxième", "premier"]
    assert order_of(order="lowest") == ["premier", "troisième", "deuxième"]
    assert order_of(order="'; drop") == ["troisième", "deuxième", "premier"]
    assert client.get(address, {"after": "x"}).status_code == 404
    many = cost()
    assert many <= 8
    found = reviews.review_for_desk(nadia, written[0].pk)
    reviews.remove_review(review=found, reason="personal_data", by=nadia, now=moment)
    page = text_of(client.get(address))
    assert "premier" not in page
    assert "Un avis a été retiré" in page
    assert "données personnelles" in page
    assert cost() == many
    assert client.get("/fr/product/nothing-here/reviews/").status_code == 404
    with CaptureQueriesContext(connection) as spent:
        answer = client.get(f"/fr/product/{written[0].line.slug}/")
    assert answer.status_code == 200
    assert len(spent) <= 12
    hear_all(moment)
