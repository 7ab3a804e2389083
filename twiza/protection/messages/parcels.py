"""The letters of a parcel: late, arrived with its rights, and what is due soon for it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from twiza.kernel.say import in_day
from twiza.kernel.text import pick
from twiza.ordering.api import CooperativeOrder
from twiza.protection.messages.sending import blanks_of, to_buyer, to_team
from twiza.protection.models import RefundDuty
from twiza.protection.queries.views import Lateness, PartRights


def delivery_late(part: CooperativeOrder, late: Lateness) -> None:
    """To the buyer: the parcel is late, and what the law gives her."""

    def write(language: str) -> tuple[str, str]:
        blanks = _late_blanks(part, late, language)
        first = _("The parcel from %(cooperative)s was promised for %(promised)s and is late.")
        right = _("From %(opens)s on you may give it up and get your money back, by law until %(until)s.")
        return _("Your order %(number)s is late") % blanks, f"{first} {right}" % blanks

    to_buyer(part, f"delivery-late:{part.number}", "delivery_late", write)


def rescission_open(part: CooperativeOrder, late: Lateness) -> None:
    """To the buyer: from today she may give it up."""

    def write(language: str) -> tuple[str, str]:
        blanks = _late_blanks(part, late, language)
        return (
            _("You may give up the late parcel of your order %(number)s") % blanks,
            _(
                "The parcel from %(cooperative)s is still not there. You may now give it up on the page of your order, "
                "by law until %(until)s; what you paid for it then goes back to you."
            )
            % blanks,
        )

    to_buyer(part, f"rescission-open:{part.number}", "rescission_open", write)


def part_received(part: CooperativeOrder, rights: PartRights) -> None:
    """To the buyer: the parcel arrived, and until when, and how, she may change her mind."""

    def write(language: str) -> tuple[str, str]:
        blanks = blanks_of(part) | {
            "cooperative": pick(part.seller["names"], language),
            "until": in_day(rights.until, language) if rights.until else "",
        }
        said = _("The parcel from %(cooperative)s has been delivered.")
        if rights.until:
            right = _("You may return it until %(until)s, without giving a reason: say so on the page of your order.")
        else:
            right = _("These goods can't be returned for a change of mind; the guarantee against defects holds.")
        return _("Your parcel from %(cooperative)s has been delivered") % blanks, f"{said} {right}" % blanks

    to_buyer(part, f"part-received:{part.number}", "part_received", write)


def message_to_buyer(part: CooperativeOrder, reference: str) -> None:
    """That a message waits, and where; not a word of it."""

    def write(language: str) -> tuple[str, str]:
        blanks = blanks_of(part) | {"cooperative": pick(part.seller["names"], language)}
        return (
            _("A message about your order %(number)s") % blanks,
            _("A message about the parcel from %(cooperative)s waits for you.") % blanks,
        )

    to_buyer(part, reference, "part_message", write)


def message_to_team(part: CooperativeOrder, reference: str) -> None:
    """The same to the cooperative."""

    def write(language: str) -> tuple[str, str]:
        blanks = blanks_of(part)
        return (
            _("A message about parcel %(parcel)s") % blanks,
            _("A message about parcel %(parcel)s waits for you.") % blanks,
        )

    to_team(part, reference, "part_message", write)


def refund_overdue(duty: RefundDuty) -> None:
    """To the buyer: her money is late, which the market follows up, and what she may do."""

    def write(language: str) -> tuple[str, str]:
        blanks = blanks_of(duty.part) | {"due": in_day(duty.due_on, language)}
        return (
            _("The refund for your order %(number)s is late") % blanks,
            _(
                "Your money was to be back on %(due)s, and it is not. The market was told and follows it up; the days "
                "of delay are counted for the legal interest. You may also open a complaint on the page of your order."
            )
            % blanks,
        )

    to_buyer(duty.part, f"refund-overdue:{duty.reference}:{duty.times}", "refund_overdue", write)


def reminder_to_team(part: CooperativeOrder, reference: str, what: object, due_on: date) -> None:
    """To the cooperative: something that it owes a buyer is due soon; `what` is the clock's own words."""

    def write(language: str) -> tuple[str, str]:
        blanks = blanks_of(part) | {"what": str(what), "due": in_day(due_on, language)}
        return (
            _("Due soon for parcel %(parcel)s") % blanks,
            _("Parcel %(parcel)s, until %(due)s: %(what)s.") % blanks,
        )

    to_team(part, f"reminder:{reference}", "reminder_to_team", write)


def _late_blanks(part: CooperativeOrder, late: Lateness, language: str) -> dict[str, str]:
    return blanks_of(part) | {
        "cooperative": pick(part.seller["names"], language),
        "promised": in_day(late.promised_on, language),
        "opens": in_day(late.opens_on, language),
        "until": in_day(late.until, language),
    }
