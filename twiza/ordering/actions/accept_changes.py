from datetime import datetime

from django.db import transaction

from twiza.ordering.actions.touch_basket import touch_basket
from twiza.ordering.models import Basket, BasketLine
from twiza.ordering.queries.baskets import basket_view
from twiza.ordering.terms.refusals import BasketChanged


@transaction.atomic
def accept_changes(*, basket: Basket, seen: str, now: datetime) -> None:
    """The buyer agrees to what the basket's page showed: today's prices, fewer pieces, lines taken out.

    `seen` is `BasketView.changes` of that page. Refused where something else has moved since: she is asked again.
    """
    touch_basket(basket, now=now)
    view = basket_view(basket, now=now)
    if view.changes != seen:
        raise BasketChanged()
    for line in view.all_lines:
        row = BasketLine.objects.filter(pk=line.line_id)
        if line.not_sold or line.closed or "sold_out" in line.troubles:
            row.delete()
        elif line.troubles:
            row.update(price_seen_centimes=line.price_centimes, quantity=min(line.quantity, line.available))
