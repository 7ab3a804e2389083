from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.ordering.models import Basket, CooperativeOrder, Order
from twiza.plumbing.api import drop_file

NOBODY = "—"


@transaction.atomic
def forget_orders(*, numbers: Sequence[str], now: datetime) -> None:
    """Take name, phone, e-mail and address out of these orders; their links end, their confirmations go.

    Numbers, goods, money, days and commune stay for the accounts. Idempotent. Whether
    they are over is privacy's to ask.
    """
    for order in Order.objects.filter(number__in=list(numbers)).exclude(phone=""):
        paper, order.confirmation = order.confirmation_id, None
        order.name, order.phone, order.email, order.person = NOBODY, "", "", None
        order.address = {"recipient": NOBODY, "phone": "", "commune_code": order.commune_id, "quarter": NOBODY}
        order.secret = secrets.token_urlsafe(32)
        order.save()
        if paper:
            drop_file(paper)
        CooperativeOrder.objects.filter(order=order).exclude(note="").update(note=NOBODY)


@transaction.atomic
def forget_basket(*, person: Any, now: datetime) -> None:
    """Her basket with its lines; what it held of the stock runs out by itself."""
    Basket.objects.filter(person_id=person.pk).delete()
