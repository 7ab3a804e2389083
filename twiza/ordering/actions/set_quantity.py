from datetime import datetime

from django.db import transaction

from twiza.catalog.api import variants_for_sale
from twiza.cooperatives.api import sellers_of
from twiza.kernel.periods import day_of
from twiza.ordering.actions.touch_basket import touch_basket
from twiza.ordering.models import Basket, BasketLine
from twiza.ordering.terms.refusals import BasketFull, CooperativeClosed, NotEnough, NotSold, QuantityOutOfRange
from twiza.ordering.terms.words import MOST_LINES, MOST_OF_A_LINE, named


@transaction.atomic
def set_quantity(*, basket: Basket, variant_id: int, quantity: int, now: datetime, more: bool = False) -> None:
    """Make the line hold `quantity` (`more`: on top of what is there); 0 takes it out. Refuses as `add_to_basket`."""
    touch_basket(basket, now=now)
    lines = {line.variant_id: line for line in BasketLine.objects.filter(basket=basket)}
    line = lines.get(variant_id)
    if quantity == 0 and not more:
        BasketLine.objects.filter(basket=basket, variant_id=variant_id).delete()
        return
    wanted = quantity + (line.quantity if line and more else 0)
    if quantity < 1 or wanted > MOST_OF_A_LINE:
        raise QuantityOutOfRange(most=MOST_OF_A_LINE)
    variant = variants_for_sale([variant_id]).get(variant_id)
    if variant is None or not variant.sellable:
        raise NotSold((variant_id,), name=named(variant.names if variant else {}))
    seller = sellers_of([variant.cooperative_id], on=day_of(now)).get(variant.cooperative_id)
    if seller is None or not seller.is_open:
        raise CooperativeClosed((variant_id,), name=named(seller.names if seller else {}))
    if wanted > variant.available:
        raise NotEnough((variant_id,), name=named(variant.names), available=max(variant.available, 0))
    if line:
        # The price seen stays: another price is for her to accept.
        BasketLine.objects.filter(pk=line.pk).update(quantity=wanted)
    elif len(lines) >= MOST_LINES:
        raise BasketFull(most=MOST_LINES)
    else:
        BasketLine.objects.create(
            basket=basket,
            variant_id=variant_id,
            quantity=wanted,
            price_seen_centimes=variant.price_centimes,
            added_at=now,
        )
