"""The sample region: invented, marked as such, balanced, and the same every time."""

from __future__ import annotations

import pytest

from twiza.catalog import api as catalog
from twiza.config.sample import SIGN_INS, load_sample
from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.ordering import api as ordering
from twiza.people import api as people
from twiza.plumbing.api import list_letters, run_checks, run_due


@pytest.mark.django_db
def test_a_part_of_the_sample_is_marked_and_balanced(now):
    """Four of its cooperatives and its newest forty orders; the journeys load the whole."""
    wanted = {"most_cooperatives": 4, "most_orders": 40}
    told = load_sample(now, **wanted)
    assert told == {"persons": 6, "cooperatives": 4, "products": 68, "orders": 40}

    public = cooperatives.list_cooperatives(on=day_of(now), region="07", page_size=100)
    assert public.count == 4
    for card in public.items:
        assert card.is_sample
        assert "نموذجية" in card.names["ar"]
        assert "échantillon" in card.names["fr"]
        assert "sample" in card.names["en"]
    listing = catalog.numbered_page(catalog.ProductFilter(), page=1, page_size=100)
    assert listing.count == 68
    for item in listing.items:
        assert set(item.names) >= {"ar", "fr", "en"}
    assert [c.status for c in cooperatives.cooperatives_for_desk(on=day_of(now), status="submitted")] == ["submitted"]

    salma = people.person_by_contact(phone=next(s.phone for s in SIGN_INS if s.name == "Salma"))
    assert salma is not None
    assert ordering.orders_of(salma).count == 2
    assert ordering.orders_for_desk(page_size=100).count == 40
    run_due(now)
    assert not [letter for letter in list_letters(page_size=100).items if "order" in letter.kind]
    assert [(d.name, d.differences) for d in run_checks(now) if d.differences] == []

    # Again: nothing more.
    assert load_sample(now, **wanted) == told
    assert catalog.numbered_page(catalog.ProductFilter(), page=1, page_size=1).count == 68
    assert ordering.orders_for_desk(page_size=1).count == 40
