"""An invented carrier for the sample: its parcels move by themselves, each always in the same way."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from twiza.delivery.adapters.protocol import News
from twiza.delivery.models import Method, Shipment
from twiza.delivery.states import Status

# Minutes, so that somebody who tries the house out sees her parcel arrive.
SETS_OUT_AFTER = timedelta(minutes=2)
AT_THE_DOOR_AFTER = timedelta(minutes=3)
BACK_AFTER = timedelta(minutes=5)


def luck(shipment: Shipment, attempt: int) -> int:
    """0 to 99, the same for the same reference and attempt."""
    return int.from_bytes(hashlib.sha256(f"{shipment.reference}/{attempt}".encode()).digest()[:4], "big") % 100


class Fake:
    """Of a hundred parcels at the door about 6 are refused and 10 meet nobody; the rest are delivered."""

    def tracking_for(self, shipment: Shipment, typed: str) -> str:
        return f"SAMPLE-{shipment.number.rpartition('-')[2]}"

    def news_of(self, shipment: Shipment, last: datetime, now: datetime) -> News | None:
        news = self._next(shipment, last)
        return news if news and news.at <= now else None

    def _next(self, shipment: Shipment, last: datetime) -> News | None:
        at_the_door = last + AT_THE_DOOR_AFTER
        match shipment.status:
            case Status.HANDED_OVER:
                return News("set_out", last + SETS_OUT_AFTER)
            case Status.ON_ITS_WAY if shipment.method == Method.PICKUP:
                return News("arrive", at_the_door)
            case Status.ON_ITS_WAY | Status.AT_POINT:
                chance = luck(shipment, shipment.attempts)
                if chance < 6:
                    return News("refuse", at_the_door, "damaged" if chance < 2 else "changed_mind")
                if chance < 16 and shipment.status == Status.ON_ITS_WAY:
                    return News("fail", at_the_door, "absent" if chance < 12 else "no_answer")
                return News("deliver", at_the_door)
            case Status.FAILED_ATTEMPT:
                # Which of the two it is depends on the attempts that are left: who asks knows the rule.
                return News("set_out", last + BACK_AFTER)
            case Status.REFUSED:
                return News("bring_back", last + BACK_AFTER)
        return None
