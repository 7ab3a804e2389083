from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class WithdrawalAsked(Fact):
    """The right is used: the refund's time runs from now."""

    withdrawal_id: int


@dataclass(frozen=True, kw_only=True)
class WithdrawalTakenBack(Fact):
    """The buyer keeps the goods after all."""

    withdrawal_id: int


@dataclass(frozen=True, kw_only=True)
class WithdrawnGoodsReceived(Fact):
    withdrawal_id: int


@dataclass(frozen=True, kw_only=True)
class WithdrawalRefunded(Fact):
    withdrawal_id: int


@dataclass(frozen=True, kw_only=True)
class GuaranteeClaimed(Fact):
    claim_id: int


@dataclass(frozen=True, kw_only=True)
class GuaranteeAnswered(Fact):
    claim_id: int


@dataclass(frozen=True, kw_only=True)
class GuaranteeRemedied(Fact):
    claim_id: int


@dataclass(frozen=True, kw_only=True)
class DeliveryLate(Fact):
    """The promised day passed and the parcel is not there."""

    part_id: int


@dataclass(frozen=True, kw_only=True)
class SaleRescinded(Fact):
    """The buyer gave up a parcel that was more than the law's days late."""

    part_id: int


@dataclass(frozen=True, kw_only=True)
class RefundOverdue(Fact):
    """The law's days for giving the money back are over."""

    reference: str


@dataclass(frozen=True, kw_only=True)
class GuaranteeSilent(Fact):
    """The cooperative did not answer in time: the buyer may take her money back."""

    claim_id: int


@dataclass(frozen=True, kw_only=True)
class ReplacementSent(Fact):
    replacement_id: int


@dataclass(frozen=True, kw_only=True)
class ReplacementReceived(Fact):
    replacement_id: int


@dataclass(frozen=True, kw_only=True)
class ReplacementLate(Fact):
    """The promised day is over, and the goods are not there."""

    replacement_id: int
