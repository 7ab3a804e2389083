from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ParcelHandedOver(Fact):
    reference: str


@dataclass(frozen=True, kw_only=True)
class ParcelDelivered(Fact):
    reference: str


@dataclass(frozen=True, kw_only=True)
class ParcelAtPoint(Fact):
    """It waits at the pick-up point the buyer chose."""

    reference: str


@dataclass(frozen=True, kw_only=True)
class AttemptFailed(Fact):
    reference: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ParcelRefused(Fact):
    reference: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ParcelReturned(Fact):
    reference: str


@dataclass(frozen=True, kw_only=True)
class CashCollected(Fact):
    reference: str
    centimes: int


@dataclass(frozen=True, kw_only=True)
class CashRemitted(Fact):
    reference: str
    centimes: int
