from __future__ import annotations

from django.db import transaction

from twiza.delivery.adapters.choice import ADAPTERS
from twiza.delivery.models import Carrier
from twiza.delivery.terms import UnknownAdapter, UnknownCarrier
from twiza.freshness.api import drop


@transaction.atomic
def save_carrier(
    *, code: str, names: dict[str, str], adapter: str, phone: str = "", is_sample: bool = False
) -> Carrier:
    """Enter a carrier, or bring it up to date by its code (small letters, digits, hyphens).

    Refuses an adapter that is none, and a code that a quote or an account of the books could not be written with.
    """
    if adapter not in ADAPTERS:
        raise UnknownAdapter()
    if not code.replace("-", "").isalnum() or not code.isascii() or code != code.lower():
        raise UnknownCarrier()
    columns = {"names": names, "adapter": adapter, "phone": phone, "is_sample": is_sample}
    drop(["delivery"])
    return Carrier.objects.update_or_create(code=code, defaults=columns)[0]
