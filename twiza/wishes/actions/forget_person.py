from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from twiza.wishes.models import Wish


@transaction.atomic
def forget_person(*, person: Any, now: datetime) -> None:
    """Her wishes go, those of her contacts too. Doing it again changes nothing."""
    contacts = [one for one in (person.phone, person.email) if one]
    Wish.objects.filter(Q(person=person.pk) | Q(contact__in=contacts)).delete()


@transaction.atomic
def forget_contact(*, contact: str, now: datetime) -> None:
    """The same of a guest's phone or e-mail address."""
    Wish.objects.filter(contact=contact).delete()
