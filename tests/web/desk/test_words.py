"""What was searched in vain becomes a word that finds: proposed at the desk, accepted, taken back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.make.ordering import a_seller
from tests.web.everything import everything
from tests.web.rooms import Row, walk_desk_room
from tests.web.shop.conftest import text_of
from twiza.plumbing.api import run_due
from twiza.search import api as search
from twiza.web.desk.words.urls import patterns

ASKED = "zguniwan"  # no dictionary has it


@pytest.fixture
def honey(hassan, db):
    seller = a_seller(hassan)
    run_due(timezone.now())
    return seller


def looked_for(client: Client, text: str) -> str:
    return text_of(client.get("/fr/search/", {"q": text}))


def proposed(nadia, word: str = ASKED):
    return search.propose_word(word=word, language="darija", concept="honey", by=nadia, now=timezone.now())


def test_the_room_is_the_desks(honey, nadia, brahim, fatima, youssef):
    word = proposed(nadia)
    for text in ("hneyy", ASKED):
        for _n in range(2):
            search.note_search(text, "fr", 0)
    search.flush()
    rows = {
        "words": Row(queries=8, size=20_000),
        "words-unfound": Row(queries=8, size=20_000),
        "words-new": Row(queries=7, size=15_000, post={"word": "3sel 7or", "language": "darija", "concept": "honey"}),
        "words-accept": Row((word.pk,), button=True),
        "words-refuse": Row((word.pk,), button=True),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, fatima, youssef])


def test_what_was_not_found_is_found(honey, nadia, client, django_capture_on_commit_callbacks):
    search.catch_up(timezone.now())
    for _n in range(2):
        assert "aucun produit" in looked_for(client, ASKED)
    assert client.get("/api/v1/search", {"q": ASKED, "language": "fr"}).json()["count"] == 0
    search.flush()
    desk = Client()
    desk.force_login(nadia)
    listed = text_of(desk.get(reverse("desk:words-unfound")))
    assert ASKED in listed
    (row,) = search.unfound()
    assert (row.text, row.times) == (ASKED, 3)  # twice on the page, once by REST
    new = reverse("desk:words-new")
    assert f'value="{ASKED}"' in desk.get(new, {"word": ASKED, "language": "fr"}).content.decode()
    said = {"word": ASKED, "language": "darija", "concept": "xqzw", "note": "Vu au souk"}
    refused = desk.post(new, said)
    assert refused.status_code == 422
    assert "Vu au souk" in refused.content.decode()  # nothing typed is lost
    assert desk.post(new, said | {"concept": "miel"}).status_code == 302
    (word,) = search.proposed_words(["proposed"])
    assert (word.word, word.concept, word.note) == (ASKED, "honey", "Vu au souk")
    assert desk.post(new, said | {"concept": "honey"}).status_code == 422  # proposed before
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("desk:words-accept", args=(word.id,)))
    assert "aucun produit" not in looked_for(client, ASKED)
    assert client.get("/api/v1/search", {"q": ASKED, "language": "fr"}).json()["count"] == 1
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("desk:words-refuse", args=(word.id,)))
    assert client.get("/api/v1/search", {"q": ASKED, "language": "fr"}).json()["count"] == 0
    assert ASKED in text_of(desk.get(reverse("desk:words"), {"state": "refused"}))


def test_lists_go_on_and_odd_addresses_are_no_pages(db, nadia):
    for n in range(55):
        word = "abcdefghij"[n // 10] + "abcdefghij"[n % 10] + "zzq"
        proposed(nadia, word)
        for _n in range(2):
            search.note_search(word, "fr", 0)
    search.flush()
    desk = Client()
    desk.force_login(nadia)
    assert desk.get(reverse("desk:words")).content.decode().count("zzq</bdi>") == 50
    oldest = search.proposed_words(["proposed"], page_size=50)[-1].id
    assert desk.get(reverse("desk:words"), {"after": oldest}).content.decode().count("zzq</bdi>") == 5
    second = desk.get(reverse("desk:words-unfound"), {"after": "2.fr.ejzzq"}).content.decode()
    assert second.count("zzq</bdi>") == 5
    for odd in ("x", "1", "1.fr", "9" * 30 + ".fr.a"):
        assert desk.get(reverse("desk:words-unfound"), {"after": odd}).status_code == 404
    before = everything()
    missing = desk.post(reverse("desk:words-accept", args=(999_999,)))
    assert (missing.status_code, everything()) == (404, before)
