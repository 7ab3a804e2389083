from datetime import datetime

from twiza.catalog.api import release_hold
from twiza.ordering.models import Basket, BasketLine


def touch_basket(basket: Basket, *, now: datetime) -> None:
    """The basket is about to change: two tabs queue up here, and stock held for its recapitulation is let go.

    Part of another action's transaction.
    """
    Basket.objects.filter(pk=basket.pk).update(changed_at=now)
    basket.refresh_from_db(fields=["held_until", "nonce"])
    if basket.held_until is not None:
        release_hold(reference=basket.key)
        Basket.objects.filter(pk=basket.pk).update(held_until=None)
        BasketLine.objects.filter(basket=basket, held__gt=0).update(held=0)
        basket.held_until = None
