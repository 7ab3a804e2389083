from __future__ import annotations

import contextlib
from datetime import datetime, timedelta

from django.db import transaction

from twiza.ordering.access import count_try, purpose_of
from twiza.ordering.messages import order_link_again
from twiza.ordering.models import Order
from twiza.ordering.terms.refusals import TooManyTries
from twiza.people.api import TooManyCodes, normalise_phone, send_phone_code, takes_messages
from twiza.plumbing.api import within_rate

MOST, WINDOW = 3, timedelta(minutes=15)  # of one phone, whether or not it ordered anything


def send_order_code(*, number: str, phone: str, client: str, language: str, now: datetime) -> str:
    """Send to the phone of a guest's order the code that opens its page; to a phone that can't read messages nothing,
    but the link to the order's e-mail, where it has one. Gives "phone" or "email": what the phone alone decides.

    What is answered, and refused, is the same whether or not there is such an order: nobody learns it here. Refuses
    NotAPhone; TooManyTries after twenty tries of a visitor in ten minutes, fifty of a number, or three of a phone in a
    quarter of an hour. Not inside a transaction: tries must count.
    """
    known = normalise_phone(phone)
    shape = count_try(number, client=client, now=now)
    if not within_rate(f"order-code/{known}", most=MOST, seconds=int(WINDOW.total_seconds()), now=now):
        raise TooManyTries()
    way = "phone" if takes_messages(known) else "email"
    order = Order.objects.filter(number=shape, phone=known, is_sample=False).first() if shape else None
    if order is not None and way == "phone":
        # Other codes may have used up this quarter of an hour: to say so would tell that the order is real.
        with contextlib.suppress(TooManyCodes):
            send_phone_code(phone=known, purpose=purpose_of(order.number), language=language, now=now)
    elif order is not None and order.email:
        with transaction.atomic():
            order_link_again(order, slot=int(now.timestamp()) // int(WINDOW.total_seconds()))
    return way
