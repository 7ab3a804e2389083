"""Where a cooperative's cash is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from twiza.delivery.models import Cash, Holder, Receiver, Shipment
from twiza.delivery.queries.parcels import ShipmentCard, make_cards
from twiza.delivery.states import CashStatus

_TO_COLLECT = Q(status=CashStatus.TO_COLLECT)
_WITH_CARRIER = Q(status=CashStatus.COLLECTED, holder=Holder.CARRIER)
_WITH_COOPERATIVE = Q(status=CashStatus.COLLECTED, holder=Holder.COOPERATIVE)
_REMITTED = Q(status=CashStatus.REMITTED, remitted_to=Receiver.COOPERATIVE)
_WITH_MARKET = Q(status=CashStatus.REMITTED, remitted_to=Receiver.MARKET)


@dataclass(frozen=True, slots=True)
class CashTotals:
    """Centimes (and parcels) by where the cash is.

    `with_cooperative` it collected itself, `remitted` it was given by carriers, `with_market` the market was given.
    """

    to_collect: int
    with_carrier: int
    with_cooperative: int
    remitted: int
    with_market: int
    parcels_to_collect: int
    parcels_with_carrier: int


def cash_of_cooperative(cooperative_id: int) -> CashTotals:
    """One SQL query."""
    sums = Cash.objects.filter(shipment__cooperative=cooperative_id).aggregate(
        to_collect=Sum("due_centimes", filter=_TO_COLLECT, default=0),
        with_carrier=Sum("due_centimes", filter=_WITH_CARRIER, default=0),
        with_cooperative=Sum("due_centimes", filter=_WITH_COOPERATIVE, default=0),
        remitted=Sum("due_centimes", filter=_REMITTED, default=0),
        with_market=Sum("due_centimes", filter=_WITH_MARKET, default=0),
        parcels_to_collect=Count("pk", filter=_TO_COLLECT),
        parcels_with_carrier=Count("pk", filter=_WITH_CARRIER),
    )
    return CashTotals(**sums)


def cash_waiting(cooperative_id: int | None = None) -> list[ShipmentCard]:
    """Parcels whose cash a carrier holds, the longest first: what a treasurer ticks off against a remittance slip.

    Without a cooperative: those of all, for the desk.
    """
    rows = Shipment.objects.filter(cash__in=Cash.objects.filter(_WITH_CARRIER)).order_by("cash__collected_at", "pk")
    return make_cards(rows if cooperative_id is None else rows.filter(cooperative=cooperative_id))
