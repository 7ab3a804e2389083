"""Letters about signing in: one function each, whose parameters are exactly its blanks. A code is never logged."""

from __future__ import annotations

from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.plumbing.api import queue_letter

SIGNATURE = "Twiza"


def _sms(kind: str, to: str, language: str, text: str) -> None:
    queue_letter(reference=f"{kind}/{uuid4()}", kind=kind, channel="sms", to=to, language=language, text=text)


def _email(kind: str, to: str, language: str, subject: str, *paragraphs: str) -> None:
    text = "\n\n".join((*paragraphs, SIGNATURE)) + "\n"
    queue_letter(
        reference=f"{kind}/{uuid4()}", kind=kind, channel="email", to=to, language=language, subject=subject, text=text
    )


def code_by_sms(*, to: str, language: str, code: str, words: str = "") -> None:
    with override(language):
        usual = _("%(code)s is your Twiza code. Do not give it to anybody, not even to us.") % {"code": code}
        text = words.replace("{code}", code) if words else usual
        _sms("people.code", to, language, text)


def code_by_email(*, to: str, language: str, code: str) -> None:
    with override(language):
        _email(
            "people.code",
            to,
            language,
            _("%(code)s is your Twiza code") % {"code": code},
            _("Type this code on the page that asked for it: %(code)s") % {"code": code},
            _("It can be used once, within fifteen minutes. Do not give it to anybody, not even to us."),
            _("If you did not ask for it, you can ignore this letter: nobody gets in without the code."),
        )


def no_account_by_sms(*, to: str, language: str, signup_url: str) -> None:
    with override(language):
        text = _("Somebody asked Twiza for a code for this number, which has no account. To make one: %(url)s")
        _sms("people.no_account", to, language, text % {"url": signup_url})


def no_account_by_email(*, to: str, language: str, signup_url: str) -> None:
    with override(language):
        _email(
            "people.no_account",
            to,
            language,
            _("This address has no account at Twiza"),
            _("Somebody, perhaps you, asked to sign in with this address, which has no account."),
            _("To make one: %(url)s") % {"url": signup_url},
            _("If it was not you, you can ignore this letter."),
        )


def has_account_by_sms(*, to: str, language: str, signin_url: str) -> None:
    with override(language):
        text = _("This number already has an account at Twiza. Sign in here: %(url)s") % {"url": signin_url}
        _sms("people.has_account", to, language, text)


def has_account_by_email(*, to: str, language: str, signin_url: str) -> None:
    with override(language):
        _email(
            "people.has_account",
            to,
            language,
            _("This address already has an account at Twiza"),
            _("Somebody, perhaps you, asked to make an account with this address, which already has one."),
            _("To sign in: %(url)s") % {"url": signin_url},
            _("If it was not you, you can ignore this letter."),
        )


def prove_email(*, to: str, language: str, url: str) -> None:
    with override(language):
        _email(
            "people.prove_email",
            to,
            language,
            _("Confirm your e-mail address at Twiza"),
            _("Open this address to confirm that the e-mail address is yours: %(url)s") % {"url": url},
            _("If you did not ask for it, you can ignore this letter."),
        )
