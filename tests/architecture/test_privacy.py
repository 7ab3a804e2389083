"""Whoever keeps a column that can name a person answers for it: it is shown to her, and forgotten."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from twiza.people.api import purpose_of_letter
from twiza.people.models import Person
from twiza.privacy.api import listed
from twiza.privacy.queries.sources import NAMELESS, WITH_PERSONS

ROOT = Path(__file__).parents[2]
NAMING = re.compile(r"^(phone|email|contact|recipient|buyer|payer_.*|payee_.*|author_name|to)$")
# Words that name no person: an account of the ledger, a carrier's or a point's phone, a reader's choice.
OTHERS = {"delivery.Carrier", "delivery.PickupPoint", "cooperatives.Cooperative"}


def names_somebody(model: type[models.Model]) -> bool:
    if model._meta.label in OTHERS:
        return False
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.related_model is Person:
            return True
        if isinstance(field, models.Field) and NAMING.match(field.name):
            return True
    return False


def test_every_context_that_can_name_a_person_is_listed():
    ours = [model for model in apps.get_models() if model.__module__.startswith("twiza.")]
    naming = {model._meta.app_label for model in ours if names_somebody(model)}
    assert naming - listed() == set()
    assert naming & set(NAMELESS) == set(), "they are said to name nobody"


def test_each_of_them_offers_both_functions():
    for name, api in WITH_PERSONS.items():
        assert callable(getattr(api, "personal_data", None)), f"{name}.api.personal_data"
        assert callable(getattr(api, "forget_person", None)), f"{name}.api.forget_person"


def test_nothing_is_sent_that_needs_a_consent_which_nobody_is_asked_for():
    """Checkout and sign-up show no box while this list is empty: see docs/how-to/personal-data.md."""
    asked_for = {"wishes"}  # by the form itself: twiza/web/shop/wishes
    blanks = {"offered", "advice"}  # words of letters, no kinds of them
    letters = [*(ROOT / "twiza").glob("*/messages.py"), *(ROOT / "twiza").glob("*/messages/*.py")]
    kinds = {kind for path in letters for kind in re.findall(r'"([a-z]+[a-z_.]*)"', path.read_text())} - blanks
    assert "part_received" in kinds
    needing = {kind: purpose_of_letter(kind).code for kind in kinds if purpose_of_letter(kind).basis == "consent"}
    assert set(needing.values()) <= asked_for, needing
