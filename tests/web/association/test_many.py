"""Lists of the association's desk cost the same with one row and with 300.

The 300 are copies of one real row, written at once: what is looked at here is the number of queries alone.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.mediation import DANGER, WORDS, a_mandate
from twiza.mediation import api as mediation
from twiza.mediation.models import Alert, Case, Publication, PublicationProduct, Recall

LISTS = ("queue", "cases", "alerts", "recalls", "publications")


def copies(model: Any, **changes: Any) -> None:
    """300 more of the one row; a change that is callable is given the copy's number."""
    (template,) = model.objects.all()
    values = {f.attname: getattr(template, f.attname) for f in model._meta.concrete_fields if not f.primary_key}
    rows = [{name: value(n) if callable(value) else value for name, value in changes.items()} for n in range(300)]
    model.objects.bulk_create(model(**(values | row)) for row in rows)


def test_lists_cost_the_same_with_one_row_and_with_300(desk, case):
    moment, product = timezone.now(), case.part.lines.get().variant.product
    today = timezone.localdate()
    shared = {"association": desk.association, "by": desk.adviser, "now": moment}
    batch = {"product_id": product.pk, "sold_from": today, "sold_until": today, "lot": "L1", "key": "k"}
    mediation.propose_recall(**shared, **batch, **DANGER)
    mediation.write_publication(**shared, kind="warning", product_ids=[product.pk], **WORDS)
    Alert.objects.create(
        association=desk.association, kind="product", product=product, cooperative=product.cooperative, cases=3,
        window=today, raised_at=moment, rule_id="house.alert_days", rule_since=date(2026, 1, 1),
    )  # fmt: skip
    client = desk.client()

    def cost() -> dict[str, int]:
        found = {}
        for name in LISTS:
            address = reverse(f"association:{name}", args=(desk.slug,))
            client.get(address)
            with CaptureQueriesContext(connection) as spent:
                assert client.get(address).status_code == 200, name
            found[name] = len(spent)
        return found

    one = cost()
    elsewhere = {"complaint_id": None, "part_id": None, "cooperative_id": None, "consent_id": None, "seller_name": "x"}
    mandate = a_mandate(desk.association, by=desk.adviser, now=moment)
    copies(Case, number=lambda n: f"CM-{n:07d}", mandate_id=mandate.pk, **elsewhere)
    copies(Recall, number=lambda n: f"RP-{n:07d}", key=lambda n: uuid4().hex)
    copies(Publication, slug=lambda n: f"copy-{n}")
    others = Publication.objects.filter(products=None)
    PublicationProduct.objects.bulk_create(PublicationProduct(publication=row, product=product) for row in others)
    copies(Alert, window=lambda n: today - timedelta(days=n + 1))
    assert cost() == one
    assert max(one.values()) <= 10, one
