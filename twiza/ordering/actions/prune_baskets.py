from datetime import datetime, timedelta

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ordering.models import Basket


@transaction.atomic
def prune_baskets(*, now: datetime) -> int:
    """Forget baskets that nobody touched for `house.basket_days`; returns how many."""
    days = rule("house.basket_days", on=day_of(now)).value
    old = Basket.objects.filter(changed_at__lt=now - timedelta(days=days))
    count = old.count()
    old.delete()
    return count
