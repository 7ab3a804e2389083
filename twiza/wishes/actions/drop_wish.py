from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.people.api import has_consent
from twiza.wishes.models import Wish


@transaction.atomic
def drop_wish(*, wish: Wish) -> None:
    """She no longer wants it. Nothing of it stays; dropping it again changes nothing."""
    Wish.objects.filter(pk=wish.pk).delete()


@transaction.atomic
def drop_old_wishes(*, now: datetime) -> int:
    """Those not confirmed within `house.wish_confirm_days`, those older than `house.wish_days`; gives how many."""
    today = day_of(now)
    unconfirmed = now - timedelta(days=int(rule("house.wish_confirm_days", on=today).value))
    old = now - timedelta(days=int(rule("house.wish_days", on=today).value))
    return Wish.objects.filter(Q(confirmed_at=None, asked_at__lt=unconfirmed) | Q(asked_at__lt=old)).delete()[0]


@transaction.atomic
def drop_stopped_wishes(*, now: datetime) -> int:
    """Those of contacts that said they want no such letter any more."""
    gone = 0
    for contact in list(Wish.objects.exclude(confirmed_at=None).values_list("contact", flat=True).distinct()):
        if not has_consent(purpose_code="wishes", contact=contact):
            gone += Wish.objects.filter(contact=contact).delete()[0]
    return gone
