"""The chart of accounts and the ledger's refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal


class Side(StrEnum):
    """What an account is; an ASSET or EXPENSE usually has a debit balance, the others a credit balance."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be posted: account name → centimes, debit positive. `reverses` is the posting that it takes back."""

    reference: str
    lines: Mapping[str, int]
    day: date
    cause: str
    memo: str = ""
    reverses: UUID | None = None


# Name pattern → side. `{id}` is a row's number, `{code}` a short name. docs/decisions/0030 says who posts what.
CHART: dict[str, Side] = {
    # the market's own money
    "bank:{code}": Side.ASSET,
    "bank:unexplained": Side.LIABILITY,
    "card:{code}:clearing": Side.ASSET,
    "card:{code}:fees": Side.EXPENSE,
    "courier:{code}:cash": Side.ASSET,
    "courier:{code}:transfer": Side.ASSET,
    "courier:{code}:payable": Side.LIABILITY,
    "payments:in": Side.LIABILITY,
    "payments:parked": Side.LIABILITY,
    "buyer:refunds": Side.LIABILITY,
    "transfers:in_transit": Side.LIABILITY,
    "platform:commission": Side.INCOME,
    "platform:goodwill": Side.EXPENSE,
    "platform:shortfall": Side.EXPENSE,
    "platform:bank_fees": Side.EXPENSE,
    "platform:owner": Side.LIABILITY,
    "vat:collected": Side.LIABILITY,
    "rounding": Side.EXPENSE,
    # what the market owes a cooperative, and what its own people collected for the market
    "cooperative:{id}:open": Side.LIABILITY,
    "cooperative:{id}:held": Side.LIABILITY,
    "cooperative:{id}:payable": Side.LIABILITY,
    "cooperative:{id}:cash": Side.ASSET,
    # the cooperative's own book: what reached it, and to whom it belongs
    "cooperative:{id}:received": Side.ASSET,
    "cooperative:{id}:to_share": Side.LIABILITY,
    "cooperative:{id}:share": Side.INCOME,
    "member:{id}:payable": Side.LIABILITY,
}
# What each line of the chart is, for readers of the books.
WORDS: dict[str, Any] = {
    "bank:{code}": _("Our bank account"),
    "bank:unexplained": _("Bank entries nobody has explained"),
    "card:{code}:clearing": _("Cards charged, not paid to us yet"),
    "card:{code}:fees": _("Fees of the acquirer"),
    "courier:{code}:cash": _("Cash a carrier collected"),
    "courier:{code}:transfer": _("Cash a carrier says it has paid us"),
    "courier:{code}:payable": _("Owed to a carrier for delivery"),
    "payments:in": _("Payments on their way to their orders"),
    "payments:parked": _("Money that could not be placed"),
    "buyer:refunds": _("To be given back to buyers"),
    "transfers:in_transit": _("Transfers on their way"),
    "platform:commission": _("The platform's commission"),
    "platform:goodwill": _("Given back at the platform's cost"),
    "platform:shortfall": _("Missing cash borne by the platform"),
    "platform:bank_fees": _("Bank fees"),
    "platform:owner": _("Put in and taken out by the platform's owner"),
    "vat:collected": _("VAT on the commission"),
    "rounding": _("Rounding"),
    "cooperative:{id}:open": _("A cooperative's: paid, not delivered"),
    "cooperative:{id}:held": _("A cooperative's: delivered, kept for now"),
    "cooperative:{id}:payable": _("A cooperative's: for the next payout"),
    "cooperative:{id}:cash": _("Cash a cooperative collected itself"),
    "cooperative:{id}:received": _("What reached a cooperative"),
    "cooperative:{id}:to_share": _("A cooperative's: not shared yet"),
    "cooperative:{id}:share": _("Kept by a cooperative"),
    "member:{id}:payable": _("Owed to a member"),
}
_NUMBER = re.compile(r"(?<=:)\d+(?=:|$)")
_PATTERNS = [
    (re.compile(re.escape(pattern).replace(r"\{id\}", r"\d+").replace(r"\{code\}", r"[a-z0-9_-]+")), pattern)
    for pattern in sorted(CHART, key=lambda pattern: "{" in pattern)
]


@lru_cache(10_000)
def pattern_of(account: str) -> str:
    """The line of the chart that an account belongs to; refuses a name that belongs to none."""
    if (numbered := _NUMBER.sub("{id}", account)) in CHART:
        return numbered
    for regex, pattern in _PATTERNS:
        if regex.fullmatch(account):
            return pattern
    raise UnknownAccount(account=account)


def words_of(account: str) -> Any:
    """What an account is, in words; refuses a name the chart does not know."""
    return WORDS[pattern_of(account)]


def side_of(account: str) -> Side:
    """The side of an account by its name; refuses a name the chart does not know."""
    return CHART[pattern_of(account)]


class UnknownAccount(Refusal):
    sentence = _("The chart of accounts knows no account “%(account)s”.")


class OutOfBalance(Refusal):
    sentence = _("The lines of a posting must sum to zero; these sum to %(centimes)s centimes.")


class ReferenceReused(Refusal):
    sentence = _("Something else was posted under the reference “%(reference)s”.")


class AlreadyClosed(Refusal):
    sentence = _("The books are closed up to %(until)s already.")
    field = "until"


class FutureClosing(Refusal):
    sentence = _("A period can be closed only after its last day.")
    field = "until"


class UnknownPosting(Refusal):
    sentence = _("Nothing is posted under the reference “%(reference)s”.")


class AlreadyReversed(Refusal):
    sentence = _("The posting “%(reference)s” was taken back already.")
