from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.delivery.actions.arrive_at_point import arrive_at_point
from twiza.delivery.actions.bring_back import bring_back
from twiza.delivery.actions.record_delivery import record_delivery
from twiza.delivery.actions.record_failed_attempt import record_failed_attempt
from twiza.delivery.actions.record_refusal import record_refusal
from twiza.delivery.actions.set_out import set_out
from twiza.delivery.adapters.choice import adapter_of
from twiza.delivery.adapters.protocol import News
from twiza.delivery.models import Shipment
from twiza.delivery.states import CARRIER
from twiza.delivery.terms import NoMoreAttempts


@transaction.atomic
def take_news(*, shipment: Shipment, now: datetime) -> bool:
    """Ask the parcel's carrier what happened next, and write it down as of its own moment; False for nothing new."""
    shipment.lock()
    last = shipment.events.order_by("-at", "-pk").values_list("at", flat=True).first() or shipment.created_at
    news = adapter_of(shipment.carrier).news_of(shipment, last, now)
    if news is None:
        return False
    _write(shipment, news)
    return True


def _write(shipment: Shipment, news: News) -> None:
    match news.verb:
        case "set_out":
            try:
                set_out(shipment=shipment, now=news.at, role=CARRIER)
            except NoMoreAttempts:
                bring_back(shipment=shipment, now=news.at, role=CARRIER)
        case "arrive":
            arrive_at_point(shipment=shipment, now=news.at, role=CARRIER)
        case "fail":
            record_failed_attempt(shipment=shipment, reason=news.reason, now=news.at, role=CARRIER)
        case "refuse":
            record_refusal(shipment=shipment, reason=news.reason, now=news.at, role=CARRIER)
        case "bring_back":
            bring_back(shipment=shipment, now=news.at, role=CARRIER)
        case "deliver":
            record_delivery(shipment=shipment, now=news.at, role=CARRIER)
