"""The letters page of a laptop: there with TWIZA_DEV alone."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import queue_letter
from twiza.web.desk import dev


def ask(rf: RequestFactory, query: str = "", **headers: str) -> str:
    return dev.letters(rf.get("/dev/letters" + query, headers=headers)).content.decode()


@pytest.fixture
def two_letters(db, settings) -> None:
    settings.DEV = True
    settings.ROOT_URLCONF = "tests.web.desk.dev_urls"
    queue_letter(reference="a", kind="code", channel="sms", to="+212661234567", language="ar", text="رمزكم 482913")
    queue_letter(
        reference="b", kind="mail", channel="email", to="x@twiza.example", language="fr", subject="Bonjour", text="<b>"
    )


def test_codes_can_be_read_newest_first(rf, two_letters) -> None:
    page = ask(rf)
    assert "482913" in page
    assert "&lt;b&gt;" in page
    assert page.index("Bonjour") < page.index("482913")


def test_one_recipient_alone(rf, two_letters) -> None:
    page = ask(rf, "?to=%2B212661234567")
    assert "482913" in page
    assert "Bonjour" not in page


@pytest.mark.parametrize(
    ("query", "browser", "language"), [("?language=en", "ar", "en"), ("", "fr-FR", "fr"), ("", "ar", "ar")]
)
def test_in_the_language_asked_for(query, browser, language, rf, two_letters) -> None:
    assert f'<html lang="{language}"' in ask(rf, query, accept_language=browser)


def test_nowhere_else(rf, db, settings) -> None:
    settings.DEV = False
    with pytest.raises(NotFound):
        ask(rf)
