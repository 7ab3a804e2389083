"""The sample region: invented, complete, balanced, and the same every time."""

from __future__ import annotations

import pytest
from django.db import connection

from twiza.catalog import api as catalog
from twiza.config.sample import SIGN_INS, load_sample
from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.ordering import api as ordering
from twiza.people import api as people
from twiza.plumbing.api import list_letters, run_checks, run_due


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite the journeys load the sample and check it")
def test_the_sample_is_whole_marked_and_balanced(now):
    told = load_sample(now)
    assert told == {"persons": 5, "cooperatives": 24, "products": 414, "orders": 200}

    public = cooperatives.list_cooperatives(on=day_of(now), region="07", page_size=100)
    assert public.count == 24
    for card in public.items:
        assert card.is_sample
        assert "نموذجية" in card.names["ar"]
        assert "échantillon" in card.names["fr"]
        assert "sample" in card.names["en"]

    listing = catalog.numbered_page(catalog.ProductFilter(), page=1, page_size=100)
    assert listing.count == 411  # three wait for the desk
    assert catalog.count_products_waiting() == 3
    for card in listing.items:
        assert set(card.names) >= {"ar", "fr", "en"}
    assert [c.status for c in cooperatives.cooperatives_for_desk(on=day_of(now), status="submitted")] == ["submitted"]

    salma = people.person_by_contact(phone=next(s.phone for s in SIGN_INS if s.name == "Salma"))
    assert salma is not None
    orders = ordering.orders_for_desk(page_size=100)
    assert len(orders.items) == 100
    run_due(now)
    assert not [letter for letter in list_letters(page_size=100).items if letter.kind.startswith("order")]
    assert [(d.name, d.differences) for d in run_checks(now) if d.differences] == []

    # Again: nothing more.
    assert load_sample(now) == told
    assert catalog.numbered_page(catalog.ProductFilter(), page=1, page_size=1).count == 411
    assert {"Salma", "Nadia", "Fatima", "Zahra", "Youssef"} == {s.name for s in SIGN_INS}
