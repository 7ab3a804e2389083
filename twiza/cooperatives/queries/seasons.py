"""Open or closed, on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from twiza.cooperatives.models import Closure, Cooperative
from twiza.cooperatives.states import Status


def covering(on: date) -> Q:
    """Closures in force on that day."""
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))


def closed_among(ids: Iterable[int] | None, on: date) -> set[int]:
    """Which of these (None: of all) are in a closed season on that day."""
    rows = Closure.objects.filter(covering(on))
    if ids is not None:
        rows = rows.filter(cooperative__in=list(ids))
    return set(rows.values_list("cooperative_id", flat=True))


def open_now(ids: Iterable[int], on: date) -> set[int]:
    """Which of these take orders on that day: verified, and in no closed season."""
    verified = Cooperative.objects.filter(pk__in=set(ids), status=Status.VERIFIED)
    return set(verified.exclude(closures__in=Closure.objects.filter(covering(on))).values_list("pk", flat=True))


def is_open(cooperative_id: int, on: date) -> bool:
    return cooperative_id in open_now([cooperative_id], on)
