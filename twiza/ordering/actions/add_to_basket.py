from datetime import datetime

from twiza.ordering.actions.set_quantity import set_quantity
from twiza.ordering.models import Basket


def add_to_basket(*, basket: Basket, variant_id: int, quantity: int = 1, now: datetime) -> None:
    """Put `quantity` more of a variant into the basket, at the price shown now.

    Refuses what is not sold or not there, a closed cooperative, more than 99 of one thing or 60 things.
    """
    set_quantity(basket=basket, variant_id=variant_id, quantity=quantity, now=now, more=True)
