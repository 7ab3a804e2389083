"""The guide: every article in three languages, its rules labelled; the one calm line where it helps."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.make.privacy import a_finished_order
from twiza.guidance import api as guidance
from twiza.ordering import api as ordering

pytestmark = pytest.mark.django_db


def test_every_page_in_three_languages(client):
    client.get("/fr/guide/")
    for language in ("ar", "fr", "en"):
        for topic in guidance.topics() if language == "ar" else guidance.topics()[:2]:
            with CaptureQueriesContext(connection) as spent:
                page = client.get(f"/{language}/guide/{topic.code}/")
            assert (page.status_code, len(spent)) == (200, 0), topic.code
            assert len(page.content) < 40_000
            assert "public" in page["Cache-Control"]
            assert topic.titles[language] in page.content.decode()
        assert client.get(f"/{language}/guide/").status_code == 200
        assert client.get(f"/{language}/guide/misuses/").content.decode().count('<li class="card">') == 21
    for stranger in ("nothing", "..%2F..", "argan%00"):
        assert client.get(f"/fr/guide/{stranger}/").status_code in (404, 400)


def test_what_is_not_law_is_said_to_be_guidance(client):
    page = client.get("/en/guide/associations/").content.decode()
    assert "law" in page
    labels = client.get("/en/guide/labels/").content.decode()
    assert "guidance: read in a secondary source" in labels


def test_it_shows_at_the_moment_it_helps(client, fatima):
    order = a_finished_order(fatima, way="cash")
    page = client.get(ordering.order_path(order, "fr")).content.decode()
    assert "/fr/guide/changing-your-mind/" in page
