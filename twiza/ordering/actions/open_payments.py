from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from twiza.ordering.models import Order
from twiza.ordering.queries.checkout import pay_by
from twiza.ordering.queries.links import order_path
from twiza.ordering.queries.paying import payment_reference
from twiza.ordering.queries.views import WaySum
from twiza.payments.api import Payer, open_payment


@transaction.atomic(savepoint=False)
def open_payments(order: Order, sums: Iterable[WaySum], *, now: datetime) -> None:
    """One payment for each way that is paid beforehand, over what its parts cost together; repeatable."""
    for paid in sums:
        if paid.prepaid:
            open_payment(
                reference=payment_reference(order, paid.code),
                amount_centimes=paid.centimes,
                way=paid.code,
                payer=Payer(name=order.name, phone=order.phone, email=order.email, language=order.language),
                back_path=order_path(order),
                expires_at=pay_by(paid.code, now),
                now=now,
            )
