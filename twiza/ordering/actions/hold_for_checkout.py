from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from twiza.catalog.api import NotForSale, OutOfStock, hold_stock
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ordering.models import Basket
from twiza.ordering.queries.baskets import basket_view, refuse_troubles
from twiza.ordering.queries.views import BasketView
from twiza.ordering.terms.refusals import NotEnough, NotSold, StockGone
from twiza.ordering.terms.words import named


@transaction.atomic
def hold_for_checkout(*, basket: Basket, now: datetime) -> datetime:
    """Set the basket's stock aside while the buyer reads the recapitulation; returns until when.

    Called again it starts anew. Refuses whatever stands between the basket and an order, and touches nothing then.
    """
    Basket.objects.filter(pk=basket.pk).update(changed_at=now)  # two tabs queue up here
    basket.refresh_from_db(fields=["held_until", "nonce"])
    view = basket_view(basket, now=now)
    refuse_troubles(view)
    until = now + timedelta(minutes=rule("house.stock_hold_minutes", on=day_of(now)).value)
    quantities = {line.variant_id: line.quantity for line in view.all_lines}
    hold(view, reference=basket.key, quantities=quantities, until=until, now=now)
    Basket.objects.filter(pk=basket.pk).update(held_until=until)
    basket.lines.update(held=F("quantity"))
    basket.held_until = until
    return until


def hold(view: BasketView, *, reference: str, quantities: Mapping[int, int], until: datetime, now: datetime) -> None:
    """Hold these quantities and no others."""
    with catalogue_refusals(view):
        hold_stock(reference=reference, quantities=quantities, expires_at=until, now=now)


@contextmanager
def catalogue_refusals(view: BasketView) -> Iterator[None]:
    """The catalogue's refusals as ours, with the name of the goods."""
    names = {line.variant_id: named(line.names) for line in view.all_lines}
    try:
        yield
    except OutOfStock as refusal:
        which, left = refusal.variant_id, refusal.available
        if left > 0:
            raise NotEnough((which,), name=names[which], available=left) from None
        raise StockGone((which,), name=names[which]) from None
    except NotForSale as refusal:
        raise NotSold((refusal.variant_id,), name=names[refusal.variant_id]) from None
