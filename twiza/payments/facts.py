from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PaymentSettled(Fact):
    """The whole amount is there, in time: it stands on `payments:in` until somebody takes it."""

    reference: str
    centimes: int


@dataclass(frozen=True, kw_only=True)
class PaymentRefused(Fact):
    """A try failed; the payment stays open until it expires."""

    reference: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PaymentExpired(Fact):
    reference: str


@dataclass(frozen=True, kw_only=True)
class MoneyParked(Fact):
    """Money came that can't be placed: late, twice, another amount, nobody's. The desk decides."""

    receipt_id: int


@dataclass(frozen=True, kw_only=True)
class RepaymentPaid(Fact):
    """A buyer has her money back."""

    reference: str


@dataclass(frozen=True, kw_only=True)
class RepaymentFailed(Fact):
    reference: str
    reason: str
