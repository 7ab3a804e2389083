from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from twiza.delivery.models import Carrier, Method, Tariff, Zone
from twiza.delivery.terms import TariffWrong, UnknownCarrier
from twiza.freshness.api import drop
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def enter_tariff(
    *,
    carrier_code: str,
    method: str,
    zone: str,
    max_grams: int,
    fee_centimes: int,
    days_min: int,
    days_max: int,
    valid_from: date,
    cash_fee_centimes: int = 0,
    cash_ceiling_centimes: int | None = None,
    source: str = "",
    by: Person | None = None,
) -> Tariff:
    """The price of one step of a carrier's sheet from a day on. The former one ends the day before, and stays.

    `cash_ceiling_centimes`: the most cash taken at the door; None for no ceiling, 0 where no cash is taken.
    The same step and day again replaces what was typed for it. Refuses an unknown carrier and figures that
    make no sense.
    """
    if not Carrier.objects.select_for_update().filter(pk=carrier_code).exists():
        raise UnknownCarrier()
    if method not in Method.values or zone not in Zone.values:
        raise TariffWrong()
    least = min(fee_centimes, cash_fee_centimes, cash_ceiling_centimes or 0, days_min)
    if max_grams <= 0 or least < 0 or days_max < days_min:
        raise TariffWrong()
    step = Tariff.objects.filter(carrier=carrier_code, method=method, zone=zone, max_grams=max_grams)
    later = step.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    still_valid = Q(valid_until=None) | Q(valid_until__gte=valid_from)
    step.filter(still_valid, valid_from__lt=valid_from).update(valid_until=valid_from - timedelta(days=1))
    columns = {
        "fee_centimes": fee_centimes,
        "cash_fee_centimes": cash_fee_centimes,
        "cash_ceiling_centimes": cash_ceiling_centimes,
        "days_min": days_min,
        "days_max": days_max,
        "source": source[:200],
        "valid_until": later.valid_from - timedelta(days=1) if later else None,
    }
    tariff, _new = Tariff.objects.update_or_create(
        carrier_id=carrier_code,
        method=method,
        zone=zone,
        max_grams=max_grams,
        valid_from=valid_from,
        defaults=columns,
    )
    drop(["delivery"])
    record("enter_tariff", tariff, actor=by, after={name: str(value) for name, value in columns.items()})
    return tariff
