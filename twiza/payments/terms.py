"""The words of payments: ways to pay, why money stands as it does, and the refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from twiza.kernel.refusals import Refusal

NUMBER_PREFIX, REPAYMENT_PREFIX = "PY", "RB"


class Way(models.TextChoices):
    """The ways a payment here can take; cash is paid at the door and is no payment of ours."""

    TRANSFER = "transfer"
    CARD = "card"
    CARD_ABROAD = "card_abroad"


CASH, STRIPE = "cash", "stripe"
IN, PARKED, REFUNDS = "payments:in", "payments:parked", "buyer:refunds"  # accounts of the books
UNEXPLAINED, IN_TRANSIT = "bank:unexplained", "transfers:in_transit"
LABELS = {
    CASH: pgettext_lazy("way to pay", "Cash at the door"),
    Way.TRANSFER: pgettext_lazy("way to pay", "Bank transfer"),
    Way.CARD: pgettext_lazy("way to pay", "Moroccan bank card"),
    Way.CARD_ABROAD: pgettext_lazy("way to pay", "Card from abroad"),
}
SAYS = {
    CASH: _("You pay whoever brings it, when it is in your hands."),
    Way.TRANSFER: _("You send the amount from your bank; the order waits for it a few days."),
    Way.CARD: _("You pay on the page of the bank. We never see your card's number."),
    Way.CARD_ABROAD: _("You pay on the page of Stripe. We never see your card's number."),
}


ROUTES = {
    CASH: pgettext_lazy("route of money", "cash"),
    "transfer": pgettext_lazy("route of money", "bank transfer"),
    "card": pgettext_lazy("route of money", "card, at the acquirer"),
    STRIPE: "Stripe",
}
STATUS_LABELS = {
    "open": pgettext_lazy("payment", "Open"),
    "settled": pgettext_lazy("payment", "Paid"),
    "expired": pgettext_lazy("payment", "Time over"),
    "cancelled": pgettext_lazy("payment", "Cancelled"),
}
RECEIPT_LABELS = {
    "come": pgettext_lazy("money received", "Came"),
    "applied": pgettext_lazy("money received", "Applied"),
    "parked": pgettext_lazy("money received", "Parked"),
    "placed": pgettext_lazy("money received", "Placed by the desk"),
    "given_back": pgettext_lazy("money received", "Goes back"),
}
REPAYMENT_LABELS = {
    "due": pgettext_lazy("repayment", "To do"),
    "under_way": pgettext_lazy("repayment", "Under way"),
    "paid": pgettext_lazy("repayment", "Paid back"),
    "failed": pgettext_lazy("repayment", "Failed"),
}


class Standing(models.TextChoices):
    """Why money was applied or parked."""

    APPLIED = "applied", pgettext_lazy("standing of money", "applied")
    LATE = "late", pgettext_lazy("standing of money", "too late")
    CANCELLED = "cancelled", pgettext_lazy("standing of money", "cancelled before")
    DOUBLE = "double", pgettext_lazy("standing of money", "paid twice")
    WRONG_AMOUNT = "wrong_amount", pgettext_lazy("standing of money", "another amount")
    UNKNOWN = "unknown", pgettext_lazy("standing of money", "for nothing we know")


class Verdict(models.TextChoices):
    """What a callback came to."""

    SETTLED = "settled", pgettext_lazy("callback", "paid")
    PARKED = "parked", pgettext_lazy("callback", "money parked")
    REPEATED = "repeated", pgettext_lazy("callback", "heard before")
    REFUSED = "refused", pgettext_lazy("callback", "the bank refused")
    NOT_TAKEN = "not_taken", pgettext_lazy("callback", "we did not take the money")
    BAD_HASH = "bad_hash", pgettext_lazy("callback", "not genuine")
    UNREADABLE = "unreadable", pgettext_lazy("callback", "unreadable")
    CURRENCY = "currency", pgettext_lazy("callback", "another currency")
    NO_MATTER = "no_matter", pgettext_lazy("callback", "nothing to do")
    BROKE = "broke", pgettext_lazy("callback", "it broke")


class WayIsOff(Refusal):
    sentence = _("This way to pay is not offered at the moment. Please choose another.")
    field = "way"


class NothingToPay(Refusal):
    sentence = _("There is nothing to pay.")


class AmountDiffers(Refusal):
    sentence = _("This payment exists already, with another amount or another way.")


class NoSuchPayment(Refusal):
    sentence = _("There is no payment with this number. Check each sign.")
    field = "number"


class NotOpen(Refusal):
    sentence = _("This payment is no longer open: nothing can be placed on it.")
    field = "number"


class NoLongerOpen(Refusal):
    sentence = _("This payment is closed: nothing more can be paid here.")


class TooLittle(Refusal):
    sentence = _("This is less than the payment asks for.")
    field = "number"


class TooMuch(Refusal):
    sentence = _("More can't go back than was paid.")
    field = "amount"


class PayeeMissing(Refusal):
    sentence = _("To send money by transfer we need a name and a bank account number (RIB).")
    field = "rib"


class AccountMissing(Refusal):
    sentence = _("Say from whose cash the money was given.")
    field = "account"


class AlreadyAsked(Refusal):
    sentence = _("This repayment exists already, with another amount or for another payment.")


class GatewayFailed(Refusal):
    sentence = _(
        "The page of the bank can't be reached just now. Nothing was taken. Please try again in a few minutes."
    )


class MoreFeesThanMoney(Refusal):
    sentence = _("Fees can't be below zero.")
    field = "fees"


class NotACredit(Refusal):
    sentence = _("This line of the statement is not money that came in.")


class EntryTaken(Refusal):
    sentence = _("This line of the statement was explained already.")
