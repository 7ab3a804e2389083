from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from twiza.freshness.api import drop
from twiza.reviews.models import Answer, Cluster, Review, ReviewPhoto


@transaction.atomic
def forget_person(*, person: Any, now: datetime) -> None:
    """Her words stay under "a buyer", without name, pictures or traces; answers she wrote stay the cooperative's.

    Doing it again changes nothing.
    """
    _forget(Q(person=person.pk) | Q(line__part__order__person=person.pk))
    Answer.objects.filter(by=person.pk).update(by=None)
    Cluster.objects.filter(settled_by=person.pk).update(settled_by=None)


@transaction.atomic
def forget_parts(*, numbers: Collection[str], now: datetime) -> None:
    """The same for reviews of lines of these parts: a guest has no account to be found by."""
    _forget(Q(line__part__number__in=list(numbers)))


def _forget(hers: Q) -> None:
    hers_by_product = dict(Review.objects.filter(hers).values_list("pk", "product"))
    ids = list(hers_by_product)
    drop(f"reviews:{pk}" for pk in hers_by_product.values())
    ReviewPhoto.objects.filter(review__in=ids).delete()
    Review.objects.filter(pk__in=ids).update(person=None, signed="", network="", device="")
