"""What the house asks of a carrier, and which code answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from twiza.delivery.models import Shipment


@dataclass(frozen=True, slots=True)
class News:
    """The next thing that happened to a parcel: a verb of the state table, with its reason where it has one."""

    verb: str
    at: datetime
    reason: str = ""


class CarrierAdapter(Protocol):
    def tracking_for(self, shipment: Shipment, typed: str) -> str:
        """The tracking number of a parcel being handed over. May refuse TrackingMissing."""

    def news_of(self, shipment: Shipment, last: datetime, now: datetime) -> News | None:
        """What happened after `last`, the parcel's latest event, and no later than `now`; None for nothing."""
