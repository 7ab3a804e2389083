"""Through the front door: sign up and in by a code, as somebody with a browser would."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from twiza.people import api as people
from twiza.plumbing.models import Letter

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, SIGN_UP = "/ar/account/login/code/", "/ar/account/login/code/confirm/", "/ar/account/signup/"
PHONE_CODE = "/ar/account/phone/verify/"


def last_code(to: str) -> str:
    letter = Letter.objects.filter(to=to, kind="people.code").order_by("-id").first()
    assert letter, f"no code was sent to {to}"
    return re.search(r"\d{6}", letter.text)[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def errors(response: Any) -> str:
    return " ".join(re.findall(r'<ul class="errors".*?</ul>', response.content.decode(), re.S))


def test_sign_up_by_phone(client) -> None:
    response = client.post(SIGN_UP, {"name": "سلمى", "contact": "06 12 34 56 78"})
    assert response.status_code == 302
    assert response.url == PHONE_CODE
    assert signed_in_as(client) is None
    person = people.person_by_contact(phone="+212612345678")
    assert (person.name, person.language, person.phone_verified) == ("سلمى", "ar", False)
    letter = Letter.objects.get()
    assert (letter.channel, letter.to, letter.language) == ("sms", "+212612345678", "ar")
    response = client.post(PHONE_CODE, {"code": last_code("+212612345678")})
    assert response.status_code == 302
    assert response.url == "/ar/me/"
    assert signed_in_as(client) == str(person.pk)
    person.refresh_from_db()
    assert person.phone_verified
    assert "سلمى" in client.get("/ar/me/").content.decode()


def test_sign_up_by_email_gets_in_by_the_code_only(client) -> None:
    response = client.post("/fr/account/signup/", {"name": "Salma", "contact": "Salma@Example.MA"})
    assert response.url == "/fr/account/login/code/confirm/"
    assert signed_in_as(client) is None
    letter = Letter.objects.get()
    assert (letter.channel, letter.to, letter.language) == ("email", "salma@example.ma", "fr")
    assert re.match(r"\d{6} ", letter.subject)
    response = client.post(response.url, {"code": last_code("salma@example.ma")})
    person = people.person_by_contact(email="salma@example.ma")
    assert signed_in_as(client) == str(person.pk)
    assert person.emailaddress_set.get().verified
    assert not person.has_usable_password()
    assert Letter.objects.count() == 1


def test_sign_in_by_phone_with_arabic_digits(client, salma) -> None:
    response = client.post(SIGN_IN, {"contact": "٠٦٦١٢٣٤٥٦٧"})
    assert response.url == CODE
    code = last_code(salma.phone).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    client.post(CODE, {"code": f"{code[:3]} {code[3:]}"})
    assert signed_in_as(client) == str(salma.pk)


def test_sign_in_by_email(client, nadia) -> None:
    client.post(SIGN_IN, {"contact": "NADIA@twiza.example"})
    client.post(CODE, {"code": last_code(nadia.email)})
    assert signed_in_as(client) == str(nadia.pk)


def test_sign_in_leads_back_to_where_one_was(client, salma) -> None:
    response = client.get("/ar/me/addresses/")
    assert response.url == f"{SIGN_IN}?next=/ar/me/addresses/"
    response = client.post(SIGN_IN, {"contact": salma.phone, "next": "/ar/me/addresses/"})
    response = client.post(CODE, {"code": last_code(salma.phone), "next": "/ar/me/addresses/"})
    assert response.url == "/ar/me/addresses/"
    client.logout()
    client.post(SIGN_IN, {"contact": salma.phone})
    response = client.post(CODE, {"code": last_code(salma.phone), "next": "https://evil.example/"})
    assert response.url == "/ar/me/"


def test_a_wrong_code_is_said_and_five_are_the_end(client, salma) -> None:
    client.post(SIGN_IN, {"contact": salma.phone})
    code = last_code(salma.phone)
    for _ in range(4):
        response = client.post(CODE, {"code": wrong(code)})
        assert response.status_code == 200
        assert "هذا الرمز غير صحيح" in errors(response)
    assert client.post(CODE, {"code": wrong(code)}).status_code == 302
    client.post(CODE, {"code": code})
    assert signed_in_as(client) is None


def test_an_old_code_is_refused(client, salma, monkeypatch) -> None:
    import time

    client.post(SIGN_IN, {"contact": salma.phone})
    code, later = last_code(salma.phone), time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: later)
    assert client.post(CODE, {"code": code}).url == SIGN_IN
    assert signed_in_as(client) is None


def test_a_code_is_of_one_browser(client, salma) -> None:
    client.post(SIGN_IN, {"contact": salma.phone})
    other = Client()
    assert other.post(CODE, {"code": last_code(salma.phone)}).url == SIGN_IN
    assert signed_in_as(other) is None


def test_another_code_can_be_asked_for(client, salma) -> None:
    client.post(SIGN_IN, {"contact": salma.phone})
    client.post(CODE, {"action": "resend"})
    assert Letter.objects.filter(to=salma.phone).count() == 2
    client.post(CODE, {"code": last_code(salma.phone)})
    assert signed_in_as(client) == str(salma.pk)


@pytest.mark.parametrize("contact", ["0612345678", "nobody@example.ma"])
def test_signing_in_does_not_tell_who_has_an_account(salma, nadia, contact) -> None:
    known = {"0612345678": salma.phone, "nobody@example.ma": nadia.email}[contact]
    one, other = Client(), Client()
    there, not_there = one.post(SIGN_IN, {"contact": known}), other.post(SIGN_IN, {"contact": contact})
    assert (there.status_code, there.url) == (not_there.status_code, not_there.url)
    pages = [
        re.sub(
            r'(csrfmiddlewaretoken" value=")[^"]*|nonce-\S+|0\d(?: \d\d){4}', "", c.get(CODE).content.decode()
        ).replace(to, "")
        for c, to in ((one, known), (other, people.normalise_phone(contact) if "@" not in contact else contact))
    ]
    assert pages[0] == pages[1]
    told = Letter.objects.get(kind="people.no_account")
    assert "/ar/account/signup/" in told.text
    assert other.post(CODE, {"code": "123456"}).status_code == 200
    assert signed_in_as(other) is None


@pytest.mark.parametrize("contact", ["+212661234567", "nadia@twiza.example"])
def test_signing_up_does_not_tell_who_has_an_account(client, salma, nadia, contact) -> None:
    fresh = "0698765432" if contact.startswith("+") else "fresh@example.ma"
    response, new = client.post(SIGN_UP, {"contact": contact}), Client().post(SIGN_UP, {"contact": fresh})
    assert (response.status_code, response.url) == (new.status_code, new.url)
    assert client.get(response.url).status_code == 200
    assert Letter.objects.get(kind="people.has_account").to == contact
    assert people.Person.objects.count() == 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "اكتبوا رقم هاتفكم أو عنوان بريدكم الإلكتروني"),
        ("12", "هذا ليس رقم هاتف"),
        ("0522301010", "لا يمكن إرسال رمز إلى هذا الخط"),
        ("salma@", "هذا ليس عنوان بريد إلكتروني"),
    ],
)
def test_a_bad_contact_is_said_beside_its_field_and_kept(client, typed, sentence) -> None:
    for address in (SIGN_IN, SIGN_UP):
        response = client.post(address, {"contact": typed, "name": "سلمى بنت الحسن"})
        assert sentence in errors(response)
        assert f'value="{typed}"' in response.content.decode() or not typed
    assert "سلمى بنت الحسن" in response.content.decode()
    assert not Letter.objects.exists()
    assert not people.Person.objects.exists()


def test_asking_for_codes_is_limited_by_contact(client, salma) -> None:
    for _ in range(3):
        assert Client().post(SIGN_IN, {"contact": salma.phone}).status_code == 302
    response = Client().post(SIGN_IN, {"contact": salma.phone})
    assert "محاولات كثيرة" in errors(response)
    assert Letter.objects.count() == 3


def test_one_limit_for_all_processes(salma) -> None:
    """What is counted lies in the database, not in a process."""
    from django.conf import settings

    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    Client().post(SIGN_IN, {"contact": salma.phone})
    from twiza.people.models import CacheRow

    assert CacheRow.objects.filter(cache_key__contains="request_login_code").exists()


def test_signing_out(client, salma) -> None:
    client.force_login(salma)
    assert client.get("/ar/account/logout/").status_code == 200
    assert signed_in_as(client) == str(salma.pk)
    client.post("/ar/account/logout/")
    assert signed_in_as(client) is None


def test_a_closed_account_does_not_get_in(client, salma) -> None:
    salma.is_active = False
    salma.save()
    client.post(SIGN_IN, {"contact": salma.phone})
    response = client.post(CODE, {"code": last_code(salma.phone)}, follow=True)
    assert signed_in_as(client) is None
    assert "هذا الحساب مغلق" in response.content.decode()


def test_what_hangs_on_signing_in_is_called_once_with_the_person(client, salma) -> None:
    from twiza.people.adapters import hooks

    calls: list[Any] = []

    def remember(request: Any, person: people.Person) -> None:
        calls.append((request.session.get("_auth_user_id"), person.pk))

    people.on_sign_in(remember)
    people.on_sign_in(remember)
    try:
        client.post(SIGN_IN, {"contact": salma.phone})
        client.post(CODE, {"code": last_code(salma.phone)})
    finally:
        hooks._callbacks.remove(remember)
    assert calls == [(str(salma.pk), salma.pk)]


def test_no_code_is_written_to_the_log(client, salma, caplog) -> None:
    caplog.set_level("DEBUG")
    client.post(SIGN_IN, {"contact": salma.phone})
    code = last_code(salma.phone)
    client.post(CODE, {"code": wrong(code)})
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not any(code in line for line in ours)
