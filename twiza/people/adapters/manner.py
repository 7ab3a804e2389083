"""How letters go: the stop link in each, and nothing to those who stopped them. Hung into plumbing by config."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.people.queries.consents import has_consent, stop_token
from twiza.people.terms import NotAnEmail, NotAPhone
from twiza.people.terms.purposes import purpose_of_letter
from twiza.plumbing.api import Manner

STOPPED = "its reader stopped such letters"
STOP_PATH = "/{language}/s/{token}/"


def how_to_send(letter: Any, now: datetime) -> Manner:
    """Withheld where its reader stopped such letters or never asked for them; else with a link that stops them.

    A text message carries it only where it stops something: each sign costs. E-mails that can't be stopped lead to the
    page that says why. List-Unsubscribe and its one click are those of RFC 2369 and RFC 8058.
    """
    wanted = purpose_of_letter(letter.kind)
    try:
        if wanted.stoppable and not has_consent(purpose_code=wanted.code, contact=letter.to):
            return Manner(withheld=STOPPED)
    except (NotAPhone, NotAnEmail):
        return Manner()
    by_sms = letter.channel == "sms"
    if by_sms and not wanted.stoppable:
        return Manner()
    token = stop_token(code=wanted.code, contact=letter.to, now=now)
    address = settings.SITE_URL + STOP_PATH.format(language=letter.language, token=token)
    with override(letter.language):
        if by_sms:
            return Manner(text="\n" + _("Stop: %(address)s") % {"address": address})
        words = _("Stop these letters:") if wanted.stoppable else _("Why this letter, and how we write to you:")
    headers = {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Manner(
        text=f"\n\n-- \n{words} {address}\n",
        html=format_html('<hr><p><small>{} <a href="{}">{}</a></small></p>', words, address, address),
        headers=headers if wanted.stoppable else {},
    )
