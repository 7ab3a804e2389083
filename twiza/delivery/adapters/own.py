"""The cooperative brings the parcel itself, or has its own people at the pick-up point."""

from __future__ import annotations

from datetime import datetime

from twiza.delivery.adapters.protocol import News
from twiza.delivery.models import Shipment


class Own:
    """The parcel's own number is its tracking; the team says what happens."""

    def tracking_for(self, shipment: Shipment, typed: str) -> str:
        return typed or shipment.number

    def news_of(self, shipment: Shipment, last: datetime, now: datetime) -> News | None:
        return None
