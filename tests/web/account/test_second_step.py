"""The second step: switched on by an app's code, asked at sign-in, demanded of the desk."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.web.account.test_account import english_in
from tests.web.account.test_signing_in import CODE, SIGN_IN, last_code, wrong
from twiza.people import api as people
from twiza.web.kit.gate import desk_only

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings) -> None:
    settings.TWIZA_REQUIRE_2FA = True


def app_code(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def switch_on(client: Client) -> str:
    """As a person does: read the key off the page, type the app's code. Gives the key."""
    page = client.get("/ar/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<bdi[^>]*>([A-Z2-7]{16,})</bdi>", page)[1]
    response = client.post("/ar/account/2fa/totp/activate/", {"code": app_code(secret)})
    assert response.status_code == 302
    return secret


def enter(client: Client, person: people.Person) -> HttpResponse:
    client.post(SIGN_IN, {"contact": person.phone or person.email})
    return client.post(CODE, {"code": last_code(person.phone or person.email)})


def desk_answers(client: Client, person: people.Person) -> int:
    """What a desk page answers to this session."""
    request = RequestFactory().get("/ar/desk/")
    request.user, request.session = person, client.session
    return desk_only(lambda request: HttpResponse("the desk"))(request).status_code


def test_the_desk_is_closed_until_the_second_step_is_on(client, nadia) -> None:
    enter(client, nadia)
    assert desk_answers(client, nadia) == 302
    page = client.get("/ar/account/2fa/").content.decode()
    assert "دوركم في المنصة يتطلب الخطوة الثانية" in page
    switch_on(client)
    assert desk_answers(client, nadia) == 200
    page = client.get("/ar/account/2fa/").content.decode()
    assert "دوركم في المنصة" not in page
    assert english_in(page[page.index("<main") : page.index("</main>")]) == []


def test_signing_in_then_asks_for_the_apps_code(client, nadia) -> None:
    enter(client, nadia)
    secret = switch_on(client)
    other = Client()
    response = enter(other, nadia)
    assert response.url == "/ar/account/2fa/authenticate/"
    assert other.session.get("_auth_user_id") is None
    page = other.get(response.url).content.decode()
    assert english_in(page[page.index("<main") : page.index("</main>")]) == []
    refused = other.post(response.url, {"code": wrong(app_code(secret))})
    assert "هذا الرمز غير صحيح" in refused.content.decode()
    assert other.session.get("_auth_user_id") is None
    other.post(response.url, {"code": app_code(secret, 1)})
    assert other.session.get("_auth_user_id") == str(nadia.pk)
    assert desk_answers(other, nadia) == 200


def test_an_older_session_must_show_a_code_first(client, nadia) -> None:
    older = Client()
    enter(older, nadia)
    enter(client, nadia)
    secret = switch_on(client)
    assert desk_answers(older, nadia) == 302
    assert "للمتابعة، أدخلوا رمزا من تطبيق المصادقة" in older.get("/ar/account/2fa/").content.decode()
    older.post("/ar/account/2fa/reauthenticate/", {"code": app_code(secret, 1), "next": "/ar/me/"})
    assert desk_answers(older, nadia) == 200


def test_a_recovery_code_lets_in_once(client, nadia) -> None:
    enter(client, nadia)
    switch_on(client)
    page = client.get("/ar/account/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<bdi[^>]*>(\d{8})</bdi>", page)
    assert len(codes) == 10
    for expected in (str(nadia.pk), None):
        other = Client()
        enter(other, nadia)
        other.post("/ar/account/2fa/authenticate/", {"code": codes[0]})
        assert other.session.get("_auth_user_id") == expected


def test_a_stranger_does_not_find_the_desk_whatever_was_shown(client, brahim) -> None:
    from twiza.kernel.refusals import NotFound

    enter(client, brahim)
    switch_on(client)
    with pytest.raises(NotFound):
        desk_answers(client, brahim)


def test_who_has_no_role_needs_no_second_step(client, salma) -> None:
    assert enter(client, salma).url == "/ar/me/"
    assert "دوركم في المنصة" not in client.get("/ar/account/2fa/").content.decode()


def test_the_key_is_not_readable_in_the_database(client, nadia) -> None:
    enter(client, nadia)
    secret = switch_on(client)
    kept = Authenticator.objects.get(user=nadia, type="totp").data["secret"]
    assert secret not in kept


def test_switching_off_asks_for_a_code_when_the_last_is_old(client, nadia) -> None:
    enter(client, nadia)
    switch_on(client)
    other = Client()
    enter(other, nadia)
    page = client.get("/ar/account/2fa/recovery-codes/").content.decode()
    other.post("/ar/account/2fa/authenticate/", {"code": re.findall(r"<bdi[^>]*>(\d{8})</bdi>", page)[0]})
    response = other.post("/ar/account/2fa/totp/deactivate/")
    assert response.url.startswith("/ar/account/2fa/reauthenticate/")
    assert Authenticator.objects.filter(user=nadia, type="totp").exists()
    client.post("/ar/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=nadia).exists()
