"""Consents: the last word counts, with its proof; a letter's link stops its kind for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.people import make_person
from twiza.kernel.refusals import NotFound
from twiza.people import api as people
from twiza.people.models import Consent, StopLink
from twiza.plumbing.api import letters_backlog, list_letters, queue_letter
from twiza.plumbing.letters import send_letters

pytestmark = pytest.mark.django_db
BOX = people.Proof(how="box", where="checkout", language="ar", version="2026-11")
LINK = people.Proof(how="account", where="account/privacy", language="fr")


def write(kind: str, to: str, n: int = 1) -> None:
    queue_letter(
        reference=f"{kind}:{to}:{n}",
        kind=kind,
        channel="email" if "@" in to else "sms",
        to=to,
        language="fr",
        subject="Nouvelles" if "@" in to else "",
        text="Bonjour.",
        html="<html><body><p>Bonjour.</p></body></html>" if "@" in to else "",
    )


def test_a_word_is_written_with_its_proof_on_each_contact_and_taken_back(salma):
    assert not people.has_consent(purpose_code="news", person=salma)
    people.give_consent(purpose_code="news", proof=BOX, person=salma, now=NOW)
    assert people.has_consent(purpose_code="news", person=salma)
    assert people.has_consent(purpose_code="news", contact=salma.phone)
    row = Consent.objects.get()
    assert (row.contact, row.how, row.where, row.version, row.language) == (
        salma.phone,
        "box",
        "checkout",
        "2026-11",
        "ar",
    )
    assert people.withdraw_consent(purpose_code="news", proof=LINK, person=salma, now=NOW)
    assert not people.withdraw_consent(purpose_code="news", proof=LINK, person=salma, now=NOW)
    assert not people.has_consent(purpose_code="news", contact=salma.phone)
    views = {view.purpose.code: view for view in people.consents_of(salma)}
    assert (views["news"].given, views["news"].since, views["orders"].given) == (False, NOW, True)
    assert Consent.objects.count() == 2


def test_what_is_necessary_is_never_asked_and_never_stopped(salma):
    with pytest.raises(people.NoConsentNeeded):
        people.give_consent(purpose_code="orders", proof=BOX, person=salma, now=NOW)
    with pytest.raises(people.CanNotBeStopped):
        people.withdraw_consent(purpose_code="rights", proof=LINK, person=salma, now=NOW)
    with pytest.raises(people.UnknownPurpose):
        people.withdraw_consent(purpose_code="spam", proof=LINK, person=salma, now=NOW)
    for proof in (
        people.Proof(how="box", where="checkout", language="ar"),
        people.Proof(how="box", where="checkout", language="ar", version="1999"),
        people.Proof(how="box", where="", language="ar", version="2026-11"),
        people.Proof(how="guess", where="checkout", language="ar", version="2026-11"),
    ):
        with pytest.raises(people.ProofMissing):
            people.give_consent(purpose_code="news", proof=proof, person=salma, now=NOW)
    assert not Consent.objects.exists()
    assert people.has_consent(purpose_code="orders", person=salma)


def test_the_register_is_append_only():
    people.give_consent(purpose_code="news", proof=BOX, contact="guest@example.ma", now=NOW)
    for change in ({"given": False}, {"purpose": "makers"}, {"at": NOW + timedelta(days=1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.update(**change)
    assert people.has_consent(purpose_code="news", contact="GUEST@example.ma")
    assert not people.has_consent(purpose_code="news", contact="other@example.ma")


def test_letters_that_were_not_asked_for_are_withheld_and_others_carry_their_link(salma):
    write("newsletter", "a@example.ma")
    write("order_confirmation", "a@example.ma")
    write("order_confirmation", salma.phone)
    people.give_consent(purpose_code="news", proof=BOX, contact="b@example.ma", now=NOW)
    write("newsletter", "b@example.ma")
    assert send_letters(NOW) == 3
    order, news = mail.outbox
    assert "List-Unsubscribe" not in order.extra_headers
    assert "/fr/s/" in order.body
    link = StopLink.objects.get(purpose="news")
    assert news.extra_headers["List-Unsubscribe"].endswith(f"/fr/s/{link.token}/>")
    assert news.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert news.alternatives[0].content.endswith("</p></body></html>")
    assert [card.to for card in list_letters(state="withheld").items] == ["a@example.ma"]
    assert (letters_backlog().waiting, letters_backlog().given_up) == (0, 0)
    assert link.contact not in link.token


def test_the_link_of_an_old_letter_stops_its_kind_for_the_whole_person(salma):
    people.give_consent(purpose_code="makers", proof=BOX, person=salma, now=NOW)
    people.give_consent(purpose_code="news", proof=BOX, person=salma, now=NOW)
    write("season_begins", salma.phone)
    assert send_letters(NOW) == 1
    token = StopLink.objects.get().token
    much_later = NOW + timedelta(days=900)
    assert people.stop_by_link(token=token, language="ar", now=much_later)
    assert not people.stop_by_link(token=token, language="ar", now=much_later)
    assert not people.has_consent(purpose_code="makers", person=salma)
    assert people.has_consent(purpose_code="news", person=salma)
    write("season_begins", salma.phone, 2)
    assert send_letters(much_later) == 0
    with pytest.raises(NotFound):
        people.stop_by_link(token="0" * 16, language="ar", now=NOW)


def test_a_no_outlives_erasure_and_names_nobody(salma):
    phone = salma.phone
    people.give_consent(purpose_code="news", proof=BOX, person=salma, now=NOW)
    write("newsletter", phone)
    send_letters(NOW)
    token = StopLink.objects.get().token
    people.forget_person(person=salma, now=NOW)
    people.forget_person(person=salma, now=NOW)
    assert not people.has_consent(purpose_code="news", contact=phone)
    assert not any(phone in str(row) for model in (Consent, StopLink) for row in model.objects.values())
    assert not people.stop_by_link(token=token, language="ar", now=NOW)
    assert (salma.name, salma.phone, salma.is_active, people.person_by_contact(phone=phone)) == ("", None, False, None)


def test_old_proofs_go_and_the_no_stays():
    people.give_consent(purpose_code="news", proof=BOX, contact="b@example.ma", now=NOW)
    people.withdraw_consent(purpose_code="news", proof=LINK, contact="b@example.ma", now=NOW)
    people.give_consent(purpose_code="makers", proof=BOX, contact="b@example.ma", now=NOW)
    later = NOW + timedelta(days=1)
    assert people.drop_old_proofs(before=NOW) == 0
    assert people.drop_old_proofs(before=later, dry_run=True) == 1
    assert people.drop_old_proofs(before=later) == 1
    assert list(Consent.objects.order_by("pk").values_list("purpose", "given")) == [("news", False), ("makers", True)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.tuples(st.sampled_from(["news", "makers", "advice"]), st.booleans()), max_size=8))
def test_whatever_is_said_the_last_word_counts(words):
    with transaction.atomic():
        person, last = make_person(email="x@example.ma"), {"news": False, "makers": False, "advice": False}
        for code, yes in words:
            if yes:
                people.give_consent(purpose_code=code, proof=BOX, person=person, now=NOW)
            else:
                people.withdraw_consent(purpose_code=code, proof=LINK, person=person, now=NOW)
            last[code] = yes
        assert {c: people.has_consent(purpose_code=c, person=person) for c in last} == last
        assert {c: people.has_consent(purpose_code=c, contact="x@example.ma") for c in last} == last
        transaction.set_rollback(True)


def test_every_purpose_speaks_three_languages_and_has_its_rule():
    from twiza.kernel.periods import day_of
    from twiza.law.api import rule

    for one in people.purposes():
        for texts in (one.names, one.why, one.data, one.recipients, *one.sentences.values()):
            assert set(texts) == {"ar", "fr", "en"}, one.code
        assert rule(one.retention, on=day_of(NOW)).id.startswith("house.")
        assert one.by_consent <= bool(one.sentences)
        assert bool(one.sentences) == one.stoppable
