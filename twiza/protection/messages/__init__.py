"""The letters of rights: one function each, in the reader's language, queued once whatever is run again."""

from twiza.protection.messages.claims import claim_answered, claim_silent, claim_to_team, repair_late
from twiza.protection.messages.parcels import (
    delivery_late,
    message_to_buyer,
    message_to_team,
    part_received,
    refund_overdue,
    reminder_to_team,
    rescission_open,
)
from twiza.protection.messages.replacements import replacement_late, replacement_ordered, replacement_sent
from twiza.protection.messages.withdrawals import (
    withdrawal_receipt,
    withdrawal_refunded,
    withdrawal_taken_back,
    withdrawal_to_team,
)

__all__ = [
    "claim_answered",
    "claim_silent",
    "claim_to_team",
    "delivery_late",
    "message_to_buyer",
    "message_to_team",
    "part_received",
    "refund_overdue",
    "reminder_to_team",
    "repair_late",
    "replacement_late",
    "replacement_ordered",
    "replacement_sent",
    "rescission_open",
    "withdrawal_receipt",
    "withdrawal_refunded",
    "withdrawal_taken_back",
    "withdrawal_to_team",
]
