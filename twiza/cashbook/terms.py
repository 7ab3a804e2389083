"""Where and how a cooperative sells by itself, bounds, and the cash book's refusals."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from twiza.kernel.refusals import Refusal

MOST_PIECES = 10_000
MOST_CENTIMES = 100_000_000_00  # of one sale
DAYS_BACK = 366  # how old a sale may be when it is written down


class Where(models.TextChoices):
    SOUK = "souk", pgettext_lazy("place of a sale", "Souk")
    DOOR = "door", pgettext_lazy("place of a sale", "Our door")
    MESSAGE = "message", pgettext_lazy("place of a sale", "By message")
    FAIR = "fair", pgettext_lazy("place of a sale", "Fair")


class PaidBy(models.TextChoices):
    CASH = "cash", pgettext_lazy("payment", "Cash")
    TRANSFER = "transfer", pgettext_lazy("payment", "Transfer")
    LATER = "later", pgettext_lazy("payment", "Later")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing sold: a variant of the catalogue, or an `article` by its name. `price_centimes` is that of one piece.

    `counted` is how many were on the shelf before this sale, where somebody has just counted them.
    """

    quantity: int
    price_centimes: int
    variant_id: int | None = None
    article: str = ""
    counted: int | None = None


class NothingSold(Refusal):
    sentence = _("Choose what was sold, or write its name.")
    field = "article"


class AbsurdQuantity(Refusal):
    sentence = _("Write how many were sold: at least one.")
    field = "quantity"


class AbsurdPrice(Refusal):
    sentence = _("Write the price of one piece: more than zero.")
    field = "price"


class AbsurdDay(Refusal):
    sentence = _("Choose a day of the last twelve months, not one to come.")
    field = "sold_on"


class StockShort(Refusal):
    """`available` is how many the books of the stock have; `variant_id` of which."""

    sentence = _("The stock has only %(available)s of it. If there were more, somebody must count again.")
    field = "counted"

    def __init__(self, variant_id: int, available: int) -> None:
        super().__init__(available=available)
        self.variant_id = variant_id


class ReasonMissing(Refusal):
    sentence = _("Write why.")
    field = "reason"


class NotPaid(Refusal):
    sentence = _("A receipt is given once the sale is paid.")


class BuyerMissing(Refusal):
    sentence = _("Write the buyer's name.")
    field = "buyer"
