"""The letters of replacements."""

from __future__ import annotations

from django.utils.translation import gettext as _

from twiza.kernel.say import in_day, isolated, listed
from twiza.kernel.text import pick
from twiza.protection.messages.sending import blanks_of, to_buyer, to_team
from twiza.protection.models import Replacement


def replacement_ordered(replacement: Replacement) -> None:
    """To both: what is sent instead, and by when."""

    def write(language: str) -> tuple[str, str]:
        blanks = _replacement_blanks(replacement, language)
        return (
            _("A replacement for your order: %(number)s") % blanks,
            _("You get instead: %(goods)s, on %(due)s at the latest.") % blanks,
        )

    def write_to_team(language: str) -> tuple[str, str]:
        blanks = _replacement_blanks(replacement, language)
        return (
            _("To send as a replacement: %(number)s") % blanks,
            _("Please send to the buyer of parcel %(parcel)s: %(goods)s. It is promised for %(due)s.") % blanks,
        )

    to_buyer(replacement.part, f"replacement:{replacement.number}", "replacement_ordered", write)
    to_team(replacement.part, f"replacement-team:{replacement.number}", "replacement_to_team", write_to_team)


def replacement_sent(replacement: Replacement) -> None:
    """To the buyer: it is on its way."""

    def write(language: str) -> tuple[str, str]:
        blanks = _replacement_blanks(replacement, language)
        return (
            _("Your replacement %(number)s is on its way") % blanks,
            _("On its way to you: %(goods)s. Say on the page of your order when you have it.") % blanks,
        )

    to_buyer(replacement.part, f"replacement-sent:{replacement.number}", "replacement_sent", write)


def replacement_late(replacement: Replacement) -> None:
    """To the buyer: the promised day is over, and what she may do."""

    def write(language: str) -> tuple[str, str]:
        blanks = _replacement_blanks(replacement, language)
        return (
            _("Your replacement %(number)s is late") % blanks,
            _("%(goods)s was promised for %(due)s. You may open a complaint on the page of your order.") % blanks,
        )

    to_buyer(replacement.part, f"replacement-late:{replacement.number}", "replacement_late", write)


def _replacement_blanks(replacement: Replacement, language: str) -> dict[str, str]:
    rows = replacement.items.select_related("line")
    return blanks_of(replacement.part) | {
        "number": isolated(replacement.number),
        "goods": listed([f"{row.quantity} × {pick(row.line.names, language)}" for row in rows], language),
        "due": in_day(replacement.promised_on, language),
    }
