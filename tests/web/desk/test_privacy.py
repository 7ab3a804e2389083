"""The desk's requests on personal data with their days, the register, retention: the desk's alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.people import make_person
from tests.web.everything import everything
from tests.web.rooms import Row, walk_desk_room
from twiza.plumbing.models import Letter
from twiza.privacy import api as privacy
from twiza.privacy.jobs import requests_late
from twiza.privacy.models import DataRequest
from twiza.web.desk.privacy.urls import patterns

pytestmark = pytest.mark.django_db


def ask(person, text="Mon nom est mal écrit."):
    return privacy.ask_about_data(kind="rectify", person=person, text=text, now=timezone.now())


def test_the_room_is_the_desks_alone(salma, nadia, brahim, fatima, youssef):
    made = ask(salma)
    rows = {
        "privacy": Row(queries=8),
        "privacy-request": Row((made.number,), queries=9, post={"answer": "x", "outcome": "done"}),
        "privacy-register": Row(queries=5),
        "privacy-register-file": Row(("csv",), queries=5),
        "privacy-retention": Row(queries=14),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, fatima, youssef, salma])


def test_the_list_costs_the_same_with_many(nadia, client):
    client.force_login(nadia)
    costs = []
    for some in (1, 20):
        for _n in range(some):
            ask(make_person())
        client.get(reverse("desk:privacy"))
        with CaptureQueriesContext(connection) as spent:
            client.get(reverse("desk:privacy"))
        costs.append(len(spent))
    assert costs[0] == costs[1] <= 10


def test_an_answer_ends_it_and_the_person_is_told(salma, nadia, client):
    made = ask(salma, "<b>Salma</b>")
    client.force_login(nadia)
    address = reverse("desk:privacy-request", args=[made.number])
    assert "&lt;b&gt;" in client.get(address).content.decode()
    before = everything()
    assert client.post(address, {"answer": " ", "outcome": "done"}).status_code == 422
    assert client.get(reverse("desk:privacy-request", args=["DP-2222222"])).status_code == 404
    assert everything() == before
    assert client.post(address, {"answer": "C'est corrigé.", "outcome": "done"}).status_code == 302
    made.refresh_from_db()
    assert (made.status, made.ended_by, made.answer) == ("done", nadia, "C'est corrigé.")
    letter = Letter.objects.get(kind="privacy_answer")
    assert (letter.to, "C'est corrigé." in letter.text) == (salma.phone, True)
    assert client.post(address, {"answer": "Encore", "outcome": "refused"}).status_code == 422
    assert DataRequest.objects.get().status == "done"


def test_a_late_request_is_said_by_the_checks(salma, now):
    made = privacy.ask_about_data(kind="oppose", person=salma, text="Non.", now=now)
    assert requests_late(now + timedelta(days=10)) == []
    (sentence,) = requests_late(now + timedelta(days=11))
    assert made.number in sentence


def test_the_register_says_what_is_missing(nadia, client, settings):
    client.force_login(nadia)
    page = client.get(reverse("desk:privacy-register").replace("/ar/", "/fr/")).content.decode()
    assert "aucun encore" in page
    settings.TWIZA_CNDP = {"receipt": "D-GC-1/2026", "host": "Hébergeur, Rabat", "transfer": ""}
    page = client.get(reverse("desk:privacy-register").replace("/ar/", "/fr/")).content.decode()
    assert "D-GC-1/2026" in page
    sheet = client.get(reverse("desk:privacy-register-file", args=["csv"]).replace("/ar/", "/fr/")).content.decode()
    assert "D-GC-1/2026" in sheet
    assert len(sheet.strip().splitlines()) == 1 + len(privacy.register(on=timezone.now().date()).rows)
