"""Why this context refuses: each with a sentence, and the lines it is about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal


class LineRefusal(Refusal):
    """A refusal about lines of the basket; `variant_ids` says which."""

    def __init__(self, variant_ids: tuple[int, ...] = (), **blanks: Any) -> None:
        super().__init__(**blanks)
        self.variant_ids = variant_ids


class QuantityOutOfRange(Refusal):
    sentence = _("The quantity must be from 1 to %(most)s.")
    field = "quantity"


class BasketFull(Refusal):
    sentence = _("A basket holds at most %(most)s different goods.")
    field = "variant"


class NotSold(LineRefusal):
    sentence = _("“%(name)s” is not sold any more.")
    field = "variant"


class NotEnough(LineRefusal):
    sentence = _("Only %(available)s of “%(name)s” are left.")
    field = "quantity"


class StockGone(LineRefusal):
    sentence = _("“%(name)s” is sold out.")
    field = "quantity"


class PriceChanged(LineRefusal):
    sentence = _("The price of “%(name)s” has changed. Please look at your basket again.")
    field = "basket"


class CooperativeClosed(LineRefusal):
    sentence = _("The cooperative “%(name)s” takes no orders at the moment.")
    field = "basket"


class EmptyBasket(Refusal):
    sentence = _("Your basket is empty.")
    field = "basket"


class BasketChanged(Refusal):
    """What she answered to is not what the basket says now."""

    sentence = _("Your basket has changed meanwhile. Please look at it again.")
    field = "basket"


class TermsNotAccepted(Refusal):
    sentence = _("Please read the terms of sale and accept them.")
    field = "terms"


class NameMissing(Refusal):
    sentence = _("Please write your name.")
    field = "name"


class AddressMissing(Refusal):
    sentence = _("Please say where the parcel goes: the commune, and the quarter or douar.")
    field = "quarter"


class DeliveryNotChosen(Refusal):
    sentence = _("Please choose how the parcel of “%(name)s” reaches you.")
    field = "choices"


class DeliveryNotPossible(Refusal):
    sentence = _("“%(name)s” has no delivery to this place that can be paid at the door.")
    field = "choices"


class CashNotTaken(Refusal):
    sentence = _(
        "Whoever brings the parcel of “%(name)s” this way takes no cash for it. "
        "Choose another delivery, or pay for it beforehand."
    )
    field = "payments"


class WayNotOffered(Refusal):
    sentence = _("This way to pay is not offered for this order. Please choose another.")
    field = "payments"


class TotalChanged(Refusal):
    """`changes` lists what moved, as (word, before, after) with centimes."""

    sentence = _("The total is now %(now)s, not %(seen)s. Please check it before you confirm.")
    field = "total"


class CheckoutStale(Refusal):
    sentence = _("This page is older than your basket. Please check your order again.")
    field = "basket"


class LinesUndecided(Refusal):
    sentence = _("Accept or decline each line first.")
    field = "lines"


class UnknownReason(Refusal):
    sentence = _("Please choose a reason.")
    field = "reason"


class TooManyTries(Refusal):
    sentence = _("Too many tries. Please wait a few minutes.")


class NotPrepared(Refusal):
    sentence = _("Pack the parcel and mark it as ready first: then its label can be printed.")
