from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PartSettled(Fact):
    """Received and paid: commission taken, the cooperative's money held until it is released."""

    part_id: int


@dataclass(frozen=True, kw_only=True)
class PartReleased(Fact):
    """The next payout carries it."""

    part_id: int


@dataclass(frozen=True, kw_only=True)
class RefundDecided(Fact):
    refund_id: int


@dataclass(frozen=True, kw_only=True)
class RefundPaid(Fact):
    refund_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutReleased(Fact):
    """Two persons let it go: the bank has it next."""

    payout_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutPaid(Fact):
    """The cooperative has it."""

    payout_id: int


@dataclass(frozen=True, kw_only=True)
class PayoutReturned(Fact):
    """It came back, or never left: the cooperative's balance has it again."""

    payout_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class StatementDiffers(Fact):
    """What a product's page says reaches the members is not what the books say."""

    product_id: int
