"""When this happens, do that: every cross-context reaction, on one page.

Each fact has a row, even an empty one. Reactions run after commit, at least once, hence are idempotent.
"""

from collections.abc import Callable
from typing import Any

from twiza.catalog import facts as catalog
from twiza.cooperatives import facts as cooperatives
from twiza.delivery import facts as delivery
from twiza.kernel.facts import Fact
from twiza.ordering import facts as ordering

REACTIONS: dict[type[Fact], list[Callable[[Any], None]]] = {
    cooperatives.CooperativeSubmitted: [],
    cooperatives.CooperativeVerified: [],
    cooperatives.CooperativeRefused: [],
    cooperatives.CooperativeSuspended: [],
    cooperatives.CooperativeChanged: [],
    cooperatives.TeamInvited: [],
    catalog.ProductsChanged: [],
    catalog.ProductSubmitted: [],
    catalog.ProductPublished: [],
    catalog.ProductSentBack: [],
    catalog.CatalogueImported: [],
    delivery.ParcelHandedOver: [],
    delivery.ParcelDelivered: [],
    delivery.AttemptFailed: [],
    delivery.ParcelRefused: [],
    delivery.ParcelReturned: [],
    delivery.CashCollected: [],
    delivery.CashRemitted: [],
    ordering.OrderPlaced: [],
    ordering.PartConfirmed: [],
    ordering.PartDeclined: [],
    ordering.LineDeclined: [],
    ordering.PartPrepared: [],
    ordering.PartHandedOver: [],
    ordering.PartReceived: [],
    ordering.PartReturned: [],
    ordering.PartCancelled: [],
}
