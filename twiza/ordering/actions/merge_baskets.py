from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.catalog.api import variants_for_sale
from twiza.ordering.actions.open_basket import open_basket
from twiza.ordering.actions.touch_basket import touch_basket
from twiza.ordering.models import Basket, BasketLine
from twiza.ordering.queries.baskets import basket_of
from twiza.ordering.terms.words import MOST_LINES, MOST_OF_A_LINE


@transaction.atomic
def merge_baskets(*, token: str | None, person: Any, now: datetime) -> Basket:
    """At sign-in the guest's basket goes into the person's: quantities add up, as far as there is stock and room.

    The guest's basket is gone afterwards, so a second call changes nothing. Never refuses.
    """
    own = open_basket(person=person, now=now)
    guest = basket_of(token=token)
    if guest is None:
        return own
    for basket in (own, guest):
        touch_basket(basket, now=now)
    mine = {line.variant_id: line for line in own.lines.all()}
    brought = list(guest.lines.all())
    variants = variants_for_sale([line.variant_id for line in brought])
    for line in brought:
        variant, there = variants.get(line.variant_id), mine.get(line.variant_id)
        had = there.quantity if there else 0
        room = min(MOST_OF_A_LINE, max(variant.available, had, line.quantity) if variant else 0)
        wanted = min(had + line.quantity, room)
        if there:
            BasketLine.objects.filter(pk=there.pk).update(quantity=max(wanted, had))
        elif wanted and len(mine) < MOST_LINES:
            line.pk, line.basket, line.quantity = None, own, wanted
            line.save(force_insert=True)
            mine[line.variant_id] = line
    guest.delete()
    return own
