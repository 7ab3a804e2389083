"""The words of members: kinds of work and of sharing, bounds."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WHOLE = 10_000  # basis points
LINES_AT_ONCE = 12  # of the quick entry of a roster
MOST_ROWS = 2_000  # of a roster's sheet
MOST_MINUTES = 24 * 60
# Base units of goods, and how many of them a price is for: a kilogram, a litre, a metre, a piece.
PER = {"g": 1000, "ml": 1000, "cm": 100, "piece": 1}
MOST = 10**9  # base units, pieces or centimes of one line
LONGEST = 2_000  # signs of what a member says
WORK_PATH = "/work/{token}/"


class Measure(models.TextChoices):
    """What work is measured by."""

    HOURS = "hours", _("Hours")
    QUANTITY = "quantity", _("Goods brought in")
    OPERATION = "operation", _("Sales of hers")


class Kind(models.TextChoices):
    """What a sharing rule goes by."""

    HOURS = "hours", _("By hours worked")
    QUANTITY = "quantity", _("By quantity brought in")
    OPERATION = "operation", _("By operation: each has what her own products brought")
    EQUAL = "equal", _("Equal parts")
    MIXED = "mixed", _("Several of these, with weights")


class SourceKind(models.TextChoices):
    PAYOUT = "payout", _("Payout of the market")
    OWN = "own", _("The cooperative's own sales")
    ADJUSTMENT = "adjustment", _("Correction")
    RETURNED = "returned", _("Payout that came back")


class Way(models.TextChoices):
    CASH = "cash", pgettext_lazy("how a member is paid", "in cash")
    TRANSFER = "transfer", pgettext_lazy("how a member is paid", "by transfer")


class Fallback(models.TextChoices):
    """What a manager may choose where the rule finds nothing to go by."""

    AS_RULE = "as_rule", _("By the rule: the work has been written down now")
    REST = "rest", _("By what the rule has left: leave out what nothing was written down for")
    HOURS = "hours", _("This once by hours")
    QUANTITY = "quantity", _("This once by quantity")
    OPERATION = "operation", _("This once by operation")
    EQUAL = "equal", _("This once in equal parts")


# Why money waits, by the code that the distribution carries.
REASONS = {
    "no_rule": _("No sharing rule was in force: adopt one first, or choose how to share this once."),
    "no_members": _("Nobody was a member in this period: complete the roster."),
    "no_hours": _("The rule goes by hours, and no hours are written down for this period."),
    "no_quantity": _("The rule goes by quantity, and no goods are written down for this period."),
    "no_operation": _("The rule goes by operation, and no sales of members are written down for this period."),
    "several_units": _("The goods of this period are counted in several units: they can't be added up."),
}

# What was taken out before money reached the cooperative, by the code that the distribution carries.
TAKEN = {
    "delivery": _("Delivery that buyers paid"),
    "commission": _("The market's commission"),
    "commission_vat": _("VAT on the commission"),
    "carrier": _("The carrier"),
    "carried": _("From payouts before: given back to buyers, mostly"),
    "later": _("Not shared this time"),
}
MEASURE_LABELS = {**dict(Measure.choices), "equal": _("Equal parts")}
STATEMENT_LABELS = {
    "open": _("To be read"),
    "acknowledged": _("Agreed"),
    "contested": _("Contested"),
    "answered": _("Answered"),
}
