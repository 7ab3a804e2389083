"""A guest's own data: her phone is proved first; strangers are led to that door and change nothing."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.make.privacy import EMAIL, a_finished_order, code_sent_to, where_it_stands
from tests.web.everything import everything
from twiza.people import api as people
from twiza.privacy import api as privacy
from twiza.privacy.models import DataRequest

pytestmark = pytest.mark.django_db
PHONE = "+212661234567"


def test_a_guest_proves_her_phone_then_sees_and_erases(fatima, client, django_capture_on_commit_callbacks):
    a_finished_order(fatima, way="cash")
    gated = ("mydata_data", "mydata_erase", "mydata_stop")
    before = everything()
    for name in gated:
        for answer in (client.get(reverse(f"shop:{name}")), client.post(reverse(f"shop:{name}"))):
            assert answer["Location"] == reverse("shop:mydata")
    assert client.get(reverse("shop:mydata_file", kwargs={"kind": "json"})).status_code == 302
    assert everything() == before
    assert client.post(reverse("shop:mydata"), {"phone": "abc"}).status_code == 422
    assert client.post(reverse("shop:mydata"), {"phone": "0661234567"}).status_code == 302
    assert client.post(reverse("shop:mydata_code"), {"code": "000000"}).status_code == 422
    assert client.post(reverse("shop:mydata_code"), {"code": code_sent_to(PHONE)}).status_code == 302
    page = client.get(reverse("shop:mydata_data"))
    assert (page.status_code, len(page.content) < 60_000) == (200, True)
    assert "سلمى بناني" in page.content.decode()
    got = json.loads(client.get(reverse("shop:mydata_file", kwargs={"kind": "json"})).content)
    assert {"ordering.orders", "delivery.parcels", "invoicing.papers"} <= {s["code"] for s in got["sections"]}
    client.post(reverse("shop:mydata_stop"), {"purpose": "reviews"})
    assert not people.has_consent(purpose_code="reviews", contact=PHONE)
    confirm = client.post(reverse("shop:mydata_erase"))["Location"]
    row = DataRequest.objects.get(kind="erase")
    stranger = Client()
    assert stranger.post(confirm, {"code": "1"})["Location"] == reverse("shop:mydata")
    done = client.post(confirm, {"code": code_sent_to(PHONE)})
    assert done["Location"] == reverse("shop:mydata_erased")
    assert client.get(reverse("shop:mydata_erased")).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        privacy.finish_erasure(request_id=row.pk, now=timezone.now())
    assert not {label for label, _word in where_it_stands(PHONE, EMAIL)} - {"file"}
    assert client.get(reverse("shop:mydata_data"))["Location"] == reverse("shop:mydata")
