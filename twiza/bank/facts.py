from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CreditBooked(Fact):
    """Money came onto one of our accounts; whoever expects it may explain it."""

    entry_id: int


@dataclass(frozen=True, kw_only=True)
class TransferPaid(Fact):
    """The bank carried out a transfer of ours."""

    reference: str


@dataclass(frozen=True, kw_only=True)
class TransferFailed(Fact):
    """It never left: the bank refused it."""

    reference: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TransferReturned(Fact):
    """It left and came back."""

    reference: str
    reason: str
