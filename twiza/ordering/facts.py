from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Fact):
    order_id: int


@dataclass(frozen=True, kw_only=True)
class PartConfirmed(Fact):
    part_id: int


@dataclass(frozen=True, kw_only=True)
class PartDeclined(Fact):
    part_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class LineDeclined(Fact):
    line_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class PartPrepared(Fact):
    part_id: int


@dataclass(frozen=True, kw_only=True)
class PartHandedOver(Fact):
    part_id: int


@dataclass(frozen=True, kw_only=True)
class PartReceived(Fact):
    """The buyer has the parcel: what counts from receipt starts now."""

    part_id: int


@dataclass(frozen=True, kw_only=True)
class PartReturned(Fact):
    part_id: int


@dataclass(frozen=True, kw_only=True)
class PartCancelled(Fact):
    part_id: int
