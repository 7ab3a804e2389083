"""The books. Account names are those of `CHART`; amounts are centimes, debit positive, credit negative."""

from twiza.ledger.actions.post import post
from twiza.ledger.queries import balance, balances
from twiza.ledger.terms import CHART, AlreadyClosed, OutOfBalance, ReferenceReused, Side, UnknownAccount, side_of

__all__ = [
    "CHART",
    "AlreadyClosed",
    "OutOfBalance",
    "ReferenceReused",
    "Side",
    "UnknownAccount",
    "balance",
    "balances",
    "post",
    "side_of",
]
