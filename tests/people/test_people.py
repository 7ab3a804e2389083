from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.make.people import make_person
from twiza.people import api as people
from twiza.plumbing.api import audit_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0612345678", "+212612345678"),
        ("06 12 34 56 78", "+212612345678"),
        ("06-12-34-56-78", "+212612345678"),
        ("٠٦ ١٢ ٣٤ ٥٦ ٧٨", "+212612345678"),
        ("+212 6 12 34 56 78", "+212612345678"),
        ("00212612345678", "+212612345678"),
        ("212612345678", "+212612345678"),
        ("\u2066+212612345678\u2069", "+212612345678"),
        ("0522 30 10 10", "+212522301010"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
    ],
)
def test_a_phone_is_kept_as_e164_however_it_is_typed(typed: str, number: str) -> None:
    assert people.normalise_phone(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "   ", "abc", "12", "061234567", "06123456789", "0112345678", "+999 123456", "+"]
)
def test_what_is_no_phone_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(people.NotAPhone) as refused:
        people.normalise_phone(typed)
    assert refused.value.field == "phone"


def test_only_mobiles_take_messages() -> None:
    assert people.takes_messages("+212612345678")
    assert people.takes_messages("+33612345678")
    assert not people.takes_messages("+212522301010")


def test_registering() -> None:
    by_phone = people.register_person(phone="0612345678", name="  سلمى   بناني ")
    assert (by_phone.phone, by_phone.phone_verified, by_phone.email) == ("+212612345678", True, None)
    assert (by_phone.name, by_phone.language, by_phone.contact_by) == ("سلمى بناني", "ar", "sms")
    assert not by_phone.has_usable_password()
    by_email = people.register_person(email=" Nadia@Example.MA ", language="fr")
    assert (by_email.phone, by_email.email, by_email.contact_by) == (None, "nadia@example.ma", "email")
    assert people.person_by_contact(phone="+212612345678") == by_phone
    assert people.person_by_contact(email="NADIA@example.ma") == by_email
    assert people.person_by_contact(email="nobody@example.ma") is None
    assert people.person_by_contact() is None


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({}, people.NoContact),
        ({"phone": "12"}, people.NotAPhone),
        ({"email": "salma@"}, people.NotAnEmail),
        ({"phone": "0612345678", "language": "de"}, people.UnknownLanguage),
        ({"phone": "0661234567"}, people.ContactTaken),
    ],
)
def test_registering_is_refused_and_changes_nothing(salma, typed, refusal) -> None:
    with pytest.raises(refusal):
        people.register_person(**typed)
    assert people.Person.objects.count() == 1


def test_two_emails_that_differ_in_case_are_one() -> None:
    people.register_person(email="a@example.ma")
    with pytest.raises(people.ContactTaken) as refused:
        people.register_person(email="A@Example.ma")
    assert refused.value.field == "email"


def test_nobody_without_a_contact_even_past_the_actions() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        people.Person.objects.create(name="x")


def test_roles_are_given_and_taken_once_and_audited(salma, nadia) -> None:
    assert people.has_role(nadia, people.Role.DESK)
    assert not people.has_role(salma, people.Role.DESK)
    people.grant_role(salma, people.Role.DESK, actor=nadia)
    people.grant_role(salma, people.Role.DESK, actor=nadia)
    assert people.has_role(salma, people.Role.DESK)
    people.revoke_role(salma, people.Role.DESK, actor=nadia)
    people.revoke_role(salma, people.Role.DESK, actor=nadia)
    assert not people.has_role(salma, people.Role.DESK)
    assert sorted(row.verb for row in audit_of(salma)) == ["grant_role", "revoke_role"]
    with pytest.raises(ValueError):
        people.grant_role(salma, "queen")


def test_who_is_shut_out_holds_no_role(nadia) -> None:
    nadia.is_active = False
    nadia.save()
    assert not people.has_role(nadia, people.Role.DESK)


def test_cards(salma, brahim, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        cards = people.person_cards([salma.pk, brahim.pk, 99999])
    assert cards[brahim.pk].language == "fr"
    assert set(cards) == {salma.pk, brahim.pk}
    assert people.person_card(salma.pk).phone == "+212661234567"


def test_preferences(salma) -> None:
    people.set_preferences(salma, name=" Salma  B. ", language="fr")
    salma.refresh_from_db()
    assert (salma.name, salma.language, salma.contact_by) == ("Salma B.", "fr", "sms")
    people.set_preferences(salma)
    assert salma.name == "Salma B."
    with pytest.raises(people.ContactUnusable):
        people.set_preferences(salma, contact_by="email")
    with pytest.raises(people.ContactUnusable):
        people.set_preferences(salma, contact_by="pigeon")
    with pytest.raises(people.UnknownLanguage):
        people.set_preferences(salma, language="zgh")


def test_a_person_is_written_to_as_preferred_or_else_the_way_there_is() -> None:
    both = make_person(phone="+212612345678", email="both@example.ma")
    assert people.contact_of(both) == ("sms", "+212612345678")
    people.set_preferences(both, contact_by="email")
    assert people.contact_of(both) == ("email", "both@example.ma")
    mail_only = make_person(email="mail@example.ma")
    mail_only.contact_by = "sms"
    assert people.contact_of(mail_only) == ("email", "mail@example.ma")


def test_the_second_factor_is_asked_of_roles_where_it_is_required(salma, nadia, settings) -> None:
    shown = {"account_authentication_methods": [{"method": "code"}, {"method": "mfa"}]}
    settings.TWIZA_REQUIRE_2FA = True
    assert people.needs_second_factor(nadia, {})
    assert people.needs_second_factor(nadia, {"account_authentication_methods": [{"method": "code"}]})
    assert not people.needs_second_factor(nadia, shown)
    assert not people.needs_second_factor(salma, {})
    settings.TWIZA_REQUIRE_2FA = False
    assert not people.needs_second_factor(nadia, {})
