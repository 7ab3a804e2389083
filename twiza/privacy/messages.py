"""Letters about personal data: their subjects say nothing, their texts no more than they must."""

from __future__ import annotations

from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.plumbing.api import queue_letter
from twiza.privacy.models import DataRequest


def erasure_code(request: DataRequest, *, to: str, code: str) -> None:
    """The code of the second step. Its kind is that of codes, which no export shows."""
    with override(request.language):
        text = _("%(code)s confirms that everything Twiza keeps about you is erased. It can't be taken back.")
        _write(
            f"people.code/{uuid4()}", "people.code", to, request.language, _("Your Twiza code"), text % {"code": code}
        )


def request_answered(request: DataRequest) -> None:
    """To the person: what the desk answered."""
    if not request.contact:
        return
    with override(request.language):
        text = _("Your request %(number)s on your data was answered: %(answer)s")
        blanks = {"number": request.number, "answer": request.answer}
        _write(
            f"privacy-answered:{request.number}",
            "privacy_answer",
            request.contact,
            request.language,
            _("Your request was answered"),
            text % blanks,
        )


def _write(reference: str, kind: str, to: str, language: str, subject: str, text: str) -> None:
    by_email = "@" in to
    queue_letter(
        reference=reference,
        kind=kind,
        channel="email" if by_email else "sms",
        to=to,
        language=language,
        subject=subject if by_email else "",
        text=text,
    )
