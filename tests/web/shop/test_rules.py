"""The rule book's room: each rule has a page in three languages, what is asked is found, strange ids are not there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.web.shop.conftest import text_of
from twiza.law import api as law
from twiza.web.shop.rules.urls import patterns
from twiza.web.shop.rules.words import PLACES, value_words

pytestmark = pytest.mark.django_db
BYTES = {"rules": 60_000, "rule": 15_000}


def test_a_rule_has_a_page_that_costs_no_query(client):
    assert {p.name for p in patterns} == set(BYTES)
    client.get("/fr/rights/")
    with CaptureQueriesContext(connection) as spent:
        for name in [*list(law.sheets())[::9], "consumer.legal_interest", "trade.olive_oil_acidity"]:
            response = client.get(f"/fr/rules/{name}/")
            assert response.status_code == 200, name
            assert len(response.content) < BYTES["rule"], name
            assert "public" in response["Cache-Control"]
    assert len(spent) == 0


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_index_by_area_and_by_words(client, language):
    for area in law.AREAS:
        response = client.get(f"/{language}/rules/?area={area}")
        assert response.status_code == 200
        assert len(response.content) < BYTES["rules"]
        names = [sheet.id for sheet in law.sheets().values() if sheet.area == area]
        assert all(f"/{language}/rules/{name}/" in response.content.decode() for name in names)
    found = client.get(f"/{language}/rules/?q=31-08+203").content.decode()
    assert f"/{language}/rules/consumer.full_periods/" in found
    assert f"/{language}/rules/consumer.refund_days/" not in found
    for asked in ("zzzz", "<script>alert(1)</script>", "\u202e", "%00", "a" * 500, ""):
        answer = client.get(f"/{language}/rules/", {"q": asked, "area": "nowhere"})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_a_page_says_what_it_is_and_where_it_is_used(client):
    text = text_of(client.get("/fr/rules/consumer.withdrawal_days/"))
    for said in ("Loi", "7 jours francs", "36", "Commandes", "Exemples", "Reçu le lundi 23 novembre 2026"):
        assert said in text
    assert "Repère, pas un verdict" in text_of(client.get("/fr/rules/consumer.full_period_counting/"))
    assert "Promesse de la maison" in text_of(client.get("/fr/rules/house.hidden_defect_notice_days/"))
    empty = text_of(client.get("/ar/rules/consumer.legal_interest/"))
    assert "لم تُتحقق" in empty
    assert "3 000 DH" in text_of(client.get("/fr/rules/consumer.written_delivery_date_above/")).replace("\u202f", " ")


def test_what_is_not_in_the_book_is_not_there(client):
    for stranger in ("consumer.nothing", "../api", "consumer", "consumer.withdrawal_days;"):
        assert client.get(f"/fr/rules/{stranger}/").status_code == 404, stranger


def test_every_version_has_words():
    said = {name: [value_words(v) for v in law.history(name)] for name in law.sheets()}
    with translation.override("fr"):
        assert value_words(law.history("house.confirm_hours")[0]) == "48 h"
    assert said["trade.olive_oil_acidity"] == [""]


def test_every_place_that_asks_a_rule_has_words():
    assert {place for name in law.sheets() for place in law.where_used(name)} <= set(PLACES)
