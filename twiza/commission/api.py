"""What the platform takes of a sale. Commission is without VAT, on what the buyer pays for the goods of a line; VAT of
`trade.vat_normal` comes beside it; both are taken from the cooperative.

`commission_of` answers for lines sold on a day; freeze on the line what it says: rule, rate, cap, centimes, VAT and
traits. `recompute` gives the same again from the rules of that day, whatever was entered later: rules begin tomorrow
at the earliest, and none is ever rewritten.
"""

from twiza.commission.actions.end_rule import end_rule
from twiza.commission.actions.enter_rule import enter_rule
from twiza.commission.actions.load_commission_rules import load_commission_rules
from twiza.commission.actions.withdraw_rule import withdraw_rule
from twiza.commission.queries.rules import rule_card, rules
from twiza.commission.queries.taken import commission_of, explain, recompute, traits_of
from twiza.commission.terms import (
    TRAIT_LABELS,
    TRAITS,
    CapTooLow,
    Commission,
    DefaultStays,
    EndsBeforeToday,
    Explained,
    HasBegun,
    HasEnded,
    NotAhead,
    RateTooHigh,
    RuleCard,
    SameDay,
    Sold,
    UnknownCooperative,
    UnknownTrait,
    WrongCategory,
)

__all__ = [
    "TRAITS",
    "TRAIT_LABELS",
    "CapTooLow",
    "Commission",
    "DefaultStays",
    "EndsBeforeToday",
    "Explained",
    "HasBegun",
    "HasEnded",
    "NotAhead",
    "RateTooHigh",
    "RuleCard",
    "SameDay",
    "Sold",
    "UnknownCooperative",
    "UnknownTrait",
    "WrongCategory",
    "commission_of",
    "end_rule",
    "enter_rule",
    "explain",
    "load_commission_rules",
    "recompute",
    "rule_card",
    "rules",
    "traits_of",
    "withdraw_rule",
]
