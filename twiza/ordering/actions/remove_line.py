from datetime import datetime

from django.db import transaction

from twiza.ordering.actions.touch_basket import touch_basket
from twiza.ordering.models import Basket, BasketLine


@transaction.atomic
def remove_line(*, basket: Basket, variant_id: int, now: datetime) -> None:
    """Take a variant out of the basket; nothing happens if it is not there."""
    touch_basket(basket, now=now)
    BasketLine.objects.filter(basket=basket, variant_id=variant_id).delete()
