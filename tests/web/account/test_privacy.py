"""My personal data: seen, taken away, consents, erasure in two steps; a stranger finds nothing and changes nothing."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.make.people import make_address
from tests.make.privacy import code_sent_to
from tests.web.everything import everything
from twiza.people import api as people
from twiza.privacy import api as privacy
from twiza.privacy.actions.apply_retention import apply_retention
from twiza.privacy.models import DataRequest
from twiza.web.account.privacy.urls import patterns

pytestmark = pytest.mark.django_db
GETS = ("privacy", "privacy_data", "privacy_ask", "privacy_erase")


def mine(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_everything_is_seen_and_taken_away(salma, settings):
    make_address(salma)
    client = mine(salma)
    for language in ("ar", "fr", "en"):
        for name in GETS:
            page = client.get(reverse(f"account:{name}").replace("/ar/", f"/{language}/"))
            assert page.status_code == 200, name
            assert len(page.content) < 60_000
    assert "سلمى بناني" in client.get(reverse("account:privacy_data")).content.decode()
    got = client.get(reverse("account:privacy_file", kwargs={"kind": "json"}))
    assert got["Cache-Control"] == "private, no-store"
    codes = {section["code"] for section in json.loads(got.content)["sections"]}
    assert {"people.account", "people.addresses", "privacy.requests"} <= codes
    zipped = client.get(reverse("account:privacy_file", kwargs={"kind": "zip"}))
    with zipfile.ZipFile(io.BytesIO(zipped.content)) as file:
        assert file.namelist() == ["data.json", "data.html"]
        assert "سلمى بناني" in file.read("data.html").decode()
        assert b"<script" not in file.read("data.html")
    assert DataRequest.objects.get().status == "done"  # seen twice a day is written down once


def test_the_pages_cost_the_same_with_more_rows(salma):
    client, costs = mine(salma), []
    for _n in range(2):
        make_address(salma)
        client.get(reverse("account:privacy_data"))
        with CaptureQueriesContext(connection) as spent:
            client.get(reverse("account:privacy_data"))
        with CaptureQueriesContext(connection) as overview:
            client.get(reverse("account:privacy"))
        costs.append((len(spent), len(overview)))
    assert costs[0] == costs[1]
    assert costs[0][0] <= 45
    assert costs[0][1] <= 8


def test_consents_are_given_and_taken_back_by_buttons(salma):
    client, to = mine(salma), reverse("account:privacy_consent")
    version = people.purpose("news").version
    client.post(to, {"purpose": "news", "agree": "yes", "version": version})
    assert people.has_consent(purpose_code="news", person=salma)
    client.post(to, {"purpose": "news"})
    assert not people.has_consent(purpose_code="news", person=salma)
    before = everything()
    for typed in ({"purpose": "orders"}, {"purpose": "\x00"}, {}, {"purpose": "news", "agree": "yes", "version": "9"}):
        assert client.post(to, typed).status_code in (302, 400)
    assert client.get(to).status_code == 405
    assert everything() == before


def test_a_request_in_words_is_kept_until_the_desk_answers(salma):
    client, to = mine(salma), reverse("account:privacy_ask")
    assert client.post(to, {"kind": "rectify", "text": " "}).status_code == 422
    typed = client.post(to, {"kind": "other", "text": "<script>alert(1)</script>"})
    assert (typed.status_code, "&lt;script&gt;" in typed.content.decode()) == (422, True)
    assert client.post(to, {"kind": "oppose", "text": "Pas de statistiques."}).status_code == 302
    row = DataRequest.objects.get()
    assert (row.kind, row.status, row.rule_id, row.due_at - row.asked_at > timedelta(days=10)) == (
        "oppose",
        "asked",
        "privacy.rectify_days",
        True,
    )
    assert row.number in client.get(reverse("account:privacy")).content.decode()


def test_erasure_takes_two_steps_and_ends_the_session(salma, brahim):
    client, other = mine(salma), mine(brahim)
    first = client.post(reverse("account:privacy_erase"))
    row = DataRequest.objects.get(kind="erase")
    confirm = reverse("account:privacy_erase_confirm", args=[row.number])
    assert first["Location"] == confirm
    assert client.get(confirm).status_code == 200
    before = everything()
    code = code_sent_to(salma.phone)
    for stranger in (other, Client()):
        for answer in (stranger.get(confirm), stranger.post(confirm, {"code": code})):
            assert answer.status_code in (404, 302)
        assert stranger.post(reverse("account:privacy_erase_take_back", args=[row.number])).status_code in (404, 302)
    assert everything() == before
    assert client.post(confirm, {"code": ""}).status_code == 422
    assert client.post(confirm, {"code": "000000"}).status_code == 422
    assert people.Person.objects.get(pk=salma.pk).is_active
    assert client.post(confirm, {"code": code})["Location"] == reverse("shop:mydata_erased")
    assert "_auth_user_id" not in client.session
    privacy.finish_erasure(request_id=row.pk, now=timezone.now())
    assert client.get(reverse("account:privacy"))["Location"].startswith("/ar/account/login/")
    assert not people.Person.objects.get(pk=salma.pk).is_active


def test_changed_her_mind_before_the_code(salma):
    client = mine(salma)
    client.post(reverse("account:privacy_erase"))
    row = DataRequest.objects.get()
    client.post(reverse("account:privacy_erase_take_back", args=[row.number]))
    row.refresh_from_db()
    assert (row.status, people.Person.objects.get(pk=salma.pk).name) == ("taken_back", salma.name)


def test_nobody_enters_without_signing_in():
    before = everything()
    for pattern in patterns:
        arguments = {"privacy_file": {"kind": "json"}}.get(pattern.name, {})
        if "<str:number>" in str(pattern.pattern):
            arguments = {"number": "DP-2222222"}
        address = reverse(f"account:{pattern.name}", kwargs=arguments)
        for answer in (Client().get(address), Client().post(address)):
            assert "/account/login/" in answer.headers.get("Location", ""), pattern.name
    assert everything() == before


def test_retention_counts_what_it_takes(salma, now):
    dry = {line.rule.id: line.count for line in apply_retention(now=now + timedelta(days=4000), dry_run=True)}
    assert dry["house.keep_idle_account_days"] == 1
    assert people.Person.objects.get(pk=salma.pk).is_active
    done = {line.rule.id: line.count for line in apply_retention(now=now + timedelta(days=4000))}
    assert done["house.keep_idle_account_days"] == 1
    assert not people.Person.objects.get(pk=salma.pk).is_active
    again = {line.rule.id: line.count for line in apply_retention(now=now + timedelta(days=4000))}
    assert again["house.keep_idle_account_days"] == 0
