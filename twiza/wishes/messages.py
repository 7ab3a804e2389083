"""The letters of wishes: one that asks whether it was really she, one that says that it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.catalog.api import ProductCard
from twiza.kernel.text import pick
from twiza.plumbing.api import queue_letter
from twiza.wishes.models import Wish


def confirm_wish(wish: Wish, *, again: bool, now: datetime) -> None:
    """Asked again, it is sent again: at most as often as `ask_wish` lets through."""
    link = wish_link(wish)
    with override(wish.language):
        text = _("Shall we tell you when “%(words)s” comes to the market? Confirm here: %(link)s") % {
            "words": wish.words,
            "link": link,
        }
        ignore = _("If you did not ask for this, do nothing: the request disappears by itself.")
        subject = _("Please confirm your wish")
        html = format_html('<p>{}</p><p><a href="{}">{}</a></p><p>{}</p>', text, link, link, ignore)
    sent = f":{now:%Y%m%d%H%M%S}" if again else ""
    _send(wish, f"wish-confirm:{wish.pk}{sent}", "wish_confirm", subject, f"{text}\n\n{ignore}", html)


def wish_came(wish: Wish, cards: Sequence[ProductCard]) -> None:
    with override(wish.language):
        base = f"{settings.SITE_URL}/{wish.language}/product/"
        rows = [(pick(card.names, wish.language), f"{base}{card.slug}/") for card in cards]
        intro = _("You looked for “%(words)s”. It is here now:") % {"words": wish.words}
        once = _("We tell you once: your wish is now deleted.")
        subject = _("What you looked for has come")
        lines = "\n".join(f"{name}: {link}" for name, link in rows)
        listed = format_html_join("", '<li><a href="{}">{}</a></li>', [(link, name) for name, link in rows])
        html = format_html("<p>{}</p><ul>{}</ul><p>{}</p>", intro, listed, once)
    _send(wish, f"wish-came:{wish.pk}", "wish_came", subject, f"{intro}\n{lines}\n\n{once}", html)


def wish_link(wish: Wish) -> str:
    return f"{settings.SITE_URL}/{wish.language}/wish/{wish.secret}/"


def _send(wish: Wish, reference: str, kind: str, subject: str, text: str, html: str) -> None:
    if "@" in wish.contact:
        queue_letter(
            reference=reference, kind=kind, channel="email", to=wish.contact, language=wish.language, subject=subject,
            text=text, html=html,
        )  # fmt: skip
    else:
        short = text.replace("\n\n", " ")
        queue_letter(reference=reference, kind=kind, channel="sms", to=wish.contact, language=wish.language, text=short)
