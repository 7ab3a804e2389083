from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from twiza.reviews.models import Answer, Cluster, Review, ReviewPhoto


@transaction.atomic
def forget_person(*, person: Any, now: datetime) -> None:
    """Her words stay under "a buyer", without name, pictures or traces; answers she wrote stay the cooperative's.

    Doing it again changes nothing.
    """
    hers = Review.objects.filter(Q(person=person.pk) | Q(line__part__order__person=person.pk))
    ids = list(hers.values_list("pk", flat=True))
    ReviewPhoto.objects.filter(review__in=ids).delete()
    Review.objects.filter(pk__in=ids).update(person=None, signed="", network="", device="")
    Answer.objects.filter(by=person.pk).update(by=None)
    Cluster.objects.filter(settled_by=person.pk).update(settled_by=None)
