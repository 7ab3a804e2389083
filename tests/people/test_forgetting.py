from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from twiza.people import api as people
from twiza.people.jobs import forget_the_unproved
from twiza.people.models import PhoneCode

pytestmark = pytest.mark.django_db


def test_an_account_never_proved_is_forgotten_after_a_week_and_nobody_else(client, salma, nadia) -> None:
    client.post("/ar/account/signup/", {"contact": "0612345678"})
    client.logout()
    client.post("/ar/account/signup/", {"contact": "never@example.ma"})
    joined = timezone.now()
    assert forget_the_unproved(now=joined + timedelta(days=6))["people"] == 0
    assert forget_the_unproved(now=joined + timedelta(days=7, minutes=1))["people"] == 2
    assert set(people.Person.objects.all()) == {salma, nadia}


def test_who_signed_in_once_stays(client, salma) -> None:
    salma.phone_verified = False
    salma.save()
    client.force_login(salma)
    assert forget_the_unproved(now=timezone.now() + timedelta(days=400))["people"] == 0


def test_codes_go_a_day_after_their_end(now) -> None:
    people.send_phone_code(phone="0612345678", purpose="x", language="ar", now=now)
    forget_the_unproved(now=now + timedelta(hours=24))
    assert PhoneCode.objects.count() == 1
    forget_the_unproved(now=now + timedelta(hours=24, minutes=11))
    assert PhoneCode.objects.count() == 0
