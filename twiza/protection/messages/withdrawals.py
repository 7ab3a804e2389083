"""The letters of withdrawals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from twiza.kernel.periods import day_of
from twiza.kernel.say import dirhams, in_day, isolated, listed
from twiza.kernel.text import pick
from twiza.protection.messages.sending import blanks_of, to_buyer, to_team
from twiza.protection.models import Withdrawal
from twiza.protection.terms.words import ReturnedBy


def withdrawal_receipt(withdrawal: Withdrawal, attachments: Sequence[int]) -> None:
    """To the buyer: the day she used her right, what goes back and by when; the receipt is attached."""
    said = _withdrawal_blanks(withdrawal)

    def write(language: str) -> tuple[str, str]:
        blanks = said(language)
        return (
            _("Your withdrawal %(number)s is recorded") % blanks,
            _(
                "On %(day)s you withdrew from: %(goods)s. %(total)s goes back to you on %(due)s at the latest. "
                "Send the goods back %(how)s; you pay that way alone. The receipt is kept on the page of your order."
            )
            % blanks,
        )

    to_buyer(withdrawal.part, f"withdrawal-receipt:{withdrawal.number}", "withdrawal_receipt", write, attachments)


def withdrawal_to_team(withdrawal: Withdrawal) -> None:
    """To the cooperative: what comes back, and that the refund makes itself."""
    said = _withdrawal_blanks(withdrawal)

    def write(language: str) -> tuple[str, str]:
        blanks = said(language)
        return (
            _("A buyer changed her mind: %(number)s") % blanks,
            _(
                "The buyer of parcel %(parcel)s withdrew from: %(goods)s. The goods come back %(how)s. Say when you "
                "have them: the refund of %(total)s is then made by itself, and on %(due)s at the latest."
            )
            % blanks,
        )

    to_team(withdrawal.part, f"withdrawal:{withdrawal.number}", "withdrawal_to_team", write)


def withdrawal_taken_back(withdrawal: Withdrawal) -> None:
    """To the cooperative: the buyer keeps the goods."""
    said = _withdrawal_blanks(withdrawal)

    def write(language: str) -> tuple[str, str]:
        blanks = said(language)
        return (
            _("The buyer keeps the goods: %(number)s") % blanks,
            _("The buyer of parcel %(parcel)s took her withdrawal %(number)s back: she keeps the goods.") % blanks,
        )

    to_team(withdrawal.part, f"withdrawal-taken-back:{withdrawal.number}", "withdrawal_taken_back", write)


def withdrawal_refunded(withdrawal: Withdrawal) -> None:
    """To the buyer: her money was ordered back."""
    said = _withdrawal_blanks(withdrawal)

    def write(language: str) -> tuple[str, str]:
        blanks = said(language)
        return (
            _("Your refund for %(number)s was ordered") % blanks,
            _("The refund of your withdrawal %(number)s was ordered: %(total)s, on %(due)s at the latest.") % blanks,
        )

    to_buyer(withdrawal.part, f"withdrawal-refunded:{withdrawal.number}", "withdrawal_refunded", write)


def _withdrawal_blanks(withdrawal: Withdrawal) -> Callable[[str], dict[str, str]]:
    rows = list(withdrawal.lines.select_related("line"))

    def blanks(language: str) -> dict[str, str]:
        return blanks_of(withdrawal.part) | {
            "number": isolated(withdrawal.number),
            "day": in_day(day_of(withdrawal.asked_at), language),
            "goods": listed([f"{row.quantity} × {pick(row.line.names, language)}" for row in rows], language),
            "total": dirhams(withdrawal.total_centimes, language),
            "due": in_day(withdrawal.refund_due_on, language),
            "how": str(ReturnedBy(withdrawal.returned_by).label),
        }

    return blanks
