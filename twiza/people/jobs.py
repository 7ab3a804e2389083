"""What people leave behind and nobody needs: accounts never proved, codes and sessions that are over."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from twiza.people.models import Grant, Person, PhoneCode
from twiza.plumbing.api import every

UNPROVED = timedelta(days=7)


@every("03:30")
def forget_the_unproved(now: datetime) -> dict[str, int]:
    """Delete accounts whose code was never typed within a week, codes a day after their end, sessions that are over.

    An account that was ever signed in to, whose contact was proved, or that holds a role stays.
    """
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    people = Person.objects.filter(
        ~Exists(proved),
        ~Exists(Grant.objects.filter(person=OuterRef("pk"))),
        last_login=None,
        phone_verified=False,
        is_superuser=False,
        is_sample=False,
        joined_at__lt=now - UNPROVED,
    )
    forgotten = people.count()
    people.delete()
    return {
        "people": forgotten,
        "codes": PhoneCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()[0],
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
    }
