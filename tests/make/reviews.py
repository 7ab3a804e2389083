"""Reviews of what was received, made through the actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.conftest import NOW
from tests.make.ordering import Seller
from tests.make.settlement import a_received_part
from twiza.ordering.api import CooperativeOrder, Order
from twiza.people.api import Person
from twiza.reviews import api as reviews
from twiza.reviews.api import Review


def line_of(part: CooperativeOrder) -> Any:
    """The only line of a part, as its buyer is let in to it."""
    (line,) = part.lines.all()
    return reviews.line_of_order(part.order, line.pk)


def a_received_line(seller: Seller, *, person: Person | None = None, now: datetime = NOW) -> Any:
    """One thing, received; of `person`, else of a guest."""
    part = a_received_part(seller, now=now)
    Order.objects.filter(pk=part.order_id).update(person=person)
    part.order.refresh_from_db()
    return line_of(part)


def a_review(line: Any, *, stars: int = 5, now: datetime = NOW, **fields: Any) -> Review:
    said = {"text": "عسل حر، كما كنت آكله عند جدتي.", "language": "ar"} | fields
    return reviews.write_review(line=line, stars=stars, now=now, **said)
