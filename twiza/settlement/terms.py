"""The words of settlement, its accounts, and why it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.kernel.say import dirhams
from twiza.kernel.text import pick


class RefundReason(models.TextChoices):
    """Why money goes back. The first four follow from the order by themselves."""

    DECLINED_LINE = "declined_line", _("the cooperative could not send it")
    DECLINED = "declined", _("the cooperative declined the order")
    CANCELLED = "cancelled", _("the order was cancelled")
    RETURNED = "returned", _("the parcel came back")
    WITHDRAWAL = "withdrawal", _("the buyer withdrew from the sale")
    DEFECT = "defect", _("damaged, wrong or missing goods")
    LATE = "late", _("delivered too late")
    GESTURE = "gesture", _("a gesture")
    OTHER = "other", _("another reason")

    @classmethod
    def by_hand(cls) -> list[str]:
        """Those a person may choose."""
        return [cls.WITHDRAWAL, cls.DEFECT, cls.LATE, cls.GESTURE, cls.OTHER]


class Way(models.TextChoices):
    AS_PAID = "as_paid", _("the way it was paid")
    TRANSFER = "transfer", _("by bank transfer")
    CASH = "cash", _("in cash")


class BorneBy(models.TextChoices):
    COOPERATIVE = "cooperative", _("the cooperative")
    PLATFORM = "platform", _("the platform")


class Problem(models.TextChoices):
    """Why a payout was put aside."""

    NO_RIB = "no_rib", _("The cooperative has given no bank account.")
    WRONG_RIB = "wrong_rib", _("The number of the bank account can't be right.")
    BALANCE_CHANGED = "balance_changed", _("Money was given back to buyers meanwhile: less is due now.")
    HELD = "held", _("A buyer complained about one of its orders: that money is kept for now.")
    TRANSFER_REFUSED = "transfer_refused", _("The transfer could not be queued.")


STATUS_WORDS: dict[str, Any] = {
    "open": pgettext_lazy("money of a part", "paid, not delivered yet"),
    "held": pgettext_lazy("money of a part", "delivered, kept until the buyer's time to withdraw is over"),
    "released": pgettext_lazy("money of a part", "ready to be paid out"),
    "closed": pgettext_lazy("money of a part", "given back"),
}
REFUND_WORDS: dict[str, Any] = {
    "decided": pgettext_lazy("refund", "on its way"),
    "paid": pgettext_lazy("refund", "paid"),
    "failed": pgettext_lazy("refund", "failed"),
}
RUN_WORDS: dict[str, Any] = {
    "prepared": pgettext_lazy("payout run", "to approve"),
    "approved": pgettext_lazy("payout run", "approved, to be released by somebody else"),
    "released": pgettext_lazy("payout run", "released"),
    "empty": pgettext_lazy("payout run", "nothing was due"),
}
PAYOUT_WORDS: dict[str, Any] = {
    "prepared": pgettext_lazy("payout", "prepared"),
    "approved": pgettext_lazy("payout", "approved"),
    "released": pgettext_lazy("payout", "on its way"),
    "paid": pgettext_lazy("payout", "paid"),
    "failed": pgettext_lazy("payout", "failed"),
    "returned": pgettext_lazy("payout", "came back"),
    "parked": pgettext_lazy("payout", "put aside"),
}


class TooMuch(Refusal):
    sentence = _("Only %(rest)s of “%(name)s” can still be given back.")
    field = "items"


class TooMuchDelivery(Refusal):
    sentence = _("Only %(rest)s of the delivery fee can still be given back.")
    field = "delivery_centimes"


class NothingToRefund(Refusal):
    sentence = _("Say how much of which line, or of the delivery fee, is to be given back.")
    field = "items"


class NotPaidYet(Refusal):
    sentence = _("Nothing was paid for this yet, so nothing can be given back.")


class UnknownLine(Refusal):
    sentence = _("This line does not belong to the order, or nothing was paid for it.")
    field = "items"


class UnknownReason(Refusal):
    sentence = _("Please choose a reason.")
    field = "reason"


class WayNotPossible(Refusal):
    sentence = _("What was paid in cash goes back in cash or by bank transfer.")
    field = "way"


class PayeeMissing(Refusal):
    sentence = _("For a bank transfer, write the name and the bank account number of the buyer.")
    field = "rib"


class SamePerson(Refusal):
    sentence = _("Whoever approved the payouts can't release them: somebody else must.")


class OtherRun(Refusal):
    sentence = _("The payouts of another day are being prepared: try again in a moment.")


class HoldReused(Refusal):
    sentence = _("The money of another order is kept under this reference.")


class UnknownHold(Refusal):
    sentence = _("Nothing is kept under this reference.")


def invoice_reference(part_number: str) -> str:
    """Under which the invoice of a part is issued; its credit notes are under their refunds'."""
    return f"part:{part_number}"


def account(cooperative_id: int, place: str) -> str:
    """The cooperative's account in the books: open, held, payable, cash, received or to_share."""
    return f"cooperative:{cooperative_id}:{place}"


def said(centimes: int) -> str:
    """An amount in the reader's language."""
    return dirhams(centimes)


def named(names: Mapping[str, str]) -> str:
    """A name in the reader's language."""
    return pick(names, get_language() or "ar")


def refund_reasons() -> list[tuple[str, Any]]:
    """(code, words) of the reasons a person may choose."""
    return [(code, words) for code, words in RefundReason.choices if code in RefundReason.by_hand()]


def refund_ways(paid_by: str) -> list[tuple[str, Any]]:
    """(code, words) of the ways back for money that was paid so."""
    return [(code, words) for code, words in Way.choices if code != Way.AS_PAID or paid_by != "cash"]
