import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.ordering.models import Basket
from twiza.ordering.queries.baskets import basket_of


@transaction.atomic
def open_basket(*, token: str | None = None, person: Any = None, now: datetime) -> Basket:
    """The basket of the person or of the guest's token, made if there is none.

    A guest's new basket takes a new token (`basket.token` goes into her cookie): one she brings is never believed.
    """
    found = basket_of(token=token, person=person)
    if found:
        return found
    fresh = {"token": secrets.token_urlsafe(32), "nonce": secrets.token_urlsafe(16), "changed_at": now}
    if person is None:
        return Basket.objects.create(**fresh)
    return Basket.objects.get_or_create(person=person, defaults=fresh)[0]
