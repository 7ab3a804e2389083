"""A carrier with whom no machine speaks: its numbers are typed in."""

from __future__ import annotations

from datetime import datetime

from twiza.delivery.adapters.protocol import News
from twiza.delivery.models import Shipment
from twiza.delivery.terms import TrackingMissing


class ByHand:
    def tracking_for(self, shipment: Shipment, typed: str) -> str:
        if not typed:
            raise TrackingMissing()
        return typed

    def news_of(self, shipment: Shipment, last: datetime, now: datetime) -> News | None:
        return None
