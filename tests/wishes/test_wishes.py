"""Tell me when it comes: once, to whom it was promised, and nothing is kept afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.catalog import a_product
from twiza.kernel.refusals import NotFound
from twiza.people import api as people
from twiza.plumbing.api import deliver
from twiza.plumbing.letters import send_letters
from twiza.plumbing.models import Letter
from twiza.wishes import api as wishes

pytestmark = pytest.mark.django_db
CONTACT = "salma.bennani@example.ma"


def asked(words: str = "Miel de thym", contact: str = CONTACT, **fields) -> wishes.Wish:
    return wishes.ask_wish(words=words, language="fr", contact=contact, now=NOW, **fields)


def kinds() -> list[str]:
    return list(Letter.objects.filter(kind__startswith="wish").order_by("pk").values_list("kind", flat=True))


def the_honey_comes(tifawin, fatima) -> None:
    a_product(tifawin.pk, by=fatima)
    while deliver(NOW):
        pass


def test_told_once_when_it_comes_and_then_forgotten(tifawin, fatima):
    wish = asked()
    assert kinds() == ["wish_confirm"]
    assert wishes.tell_wishes(now=NOW) == 0, "nobody confirmed it"
    assert wishes.confirm_wish(wish=wish, now=NOW)
    assert not wishes.confirm_wish(wish=wish, now=NOW)
    assert people.has_consent(purpose_code="wishes", contact=CONTACT)
    assert wishes.tell_wishes(now=NOW) == 0, "it has not come"
    the_honey_comes(tifawin, fatima)
    assert wishes.tell_wishes(now=NOW) == 1
    assert wishes.tell_wishes(now=NOW) == 0
    assert kinds() == ["wish_confirm", "wish_came"]
    assert not wishes.Wish.objects.exists()
    send_letters(NOW)
    came = Letter.objects.get(kind="wish_came")
    assert (came.sent_at is not None, "/fr/product/" in came.text, "Miel" in came.subject) == (True, True, False)


def test_what_only_comes_near_is_not_told(tifawin, fatima):
    wishes.confirm_wish(wish=asked("miel de lavande rouge du nord"), now=NOW)
    the_honey_comes(tifawin, fatima)
    assert wishes.tell_wishes(now=NOW) == 0


def test_the_same_words_are_one_wish_and_letters_are_few():
    later = wishes.ask_wish(words="  MIEL de  thym ", language="fr", contact=CONTACT, now=NOW + timedelta(seconds=1))
    assert asked().pk == later.pk
    for minute in range(1, 4):
        wishes.ask_wish(words="Miel de thym", language="fr", contact=CONTACT, now=NOW + timedelta(minutes=minute))
    with pytest.raises(wishes.TooManyWishes):
        asked("huile")
    assert kinds() == ["wish_confirm"] * 5
    assert wishes.Wish.objects.count() == 1


def test_a_person_needs_no_link_and_finds_her_wishes(salma):
    wish = wishes.ask_wish(words="زعفران", language="ar", person=salma, now=NOW)
    assert (wishes.wishes_of(salma), kinds()) == ([wish], [])
    assert people.has_consent(purpose_code="wishes", person=salma)
    (section,) = wishes.personal_data(person=salma)
    assert section.records[0]["words"] == "زعفران"
    wishes.forget_person(person=salma, now=NOW)
    assert wishes.wishes_of(salma) == []


@pytest.mark.parametrize("words", ["", "  ", "؟!…", "\x00"])
def test_nothing_wished(words):
    with pytest.raises(wishes.NothingWished):
        asked(words)
    assert not wishes.Wish.objects.exists()


@pytest.mark.parametrize(("contact", "refusal"), [("a@", people.NotAnEmail), ("12", people.NotAPhone)])
def test_a_contact_that_is_none(contact, refusal):
    with pytest.raises(refusal):
        asked(contact=contact)


def test_unconfirmed_old_and_stopped_wishes_go():
    unconfirmed, old = asked("un"), asked("deux", contact="b@example.ma")
    wishes.confirm_wish(wish=old, now=NOW)
    assert wishes.drop_old_wishes(now=NOW + timedelta(days=3)) == 0
    assert wishes.drop_old_wishes(now=NOW + timedelta(days=3, seconds=1)) == 1
    with pytest.raises(NotFound):
        wishes.wish_by_secret(unconfirmed.secret)
    assert wishes.drop_old_wishes(now=NOW + timedelta(days=365, seconds=1)) == 1
    stopped = asked("trois")
    wishes.confirm_wish(wish=stopped, now=NOW)
    proof = people.Proof(how="link", where="stop", language="fr")
    people.withdraw_consent(purpose_code="wishes", proof=proof, contact=CONTACT, now=NOW)
    assert wishes.drop_stopped_wishes(now=NOW) == 1


@pytest.mark.parametrize("secret", ["", "x" * 32, "é", "' OR 1=1"])
def test_a_stranger_finds_no_wish(secret):
    asked()
    with pytest.raises(NotFound):
        wishes.wish_by_secret(secret)
