"""When this happens, do that: every cross-context reaction, on one page.

Each fact has a row, even an empty one. Reactions run after commit, at least once, hence are idempotent.
"""

from collections.abc import Callable
from typing import Any

from twiza.catalog import facts as catalog
from twiza.catalog import reactions as on_catalog
from twiza.cooperatives import facts as cooperatives
from twiza.delivery import facts as delivery
from twiza.kernel.facts import Fact
from twiza.ordering import facts as ordering

REACTIONS: dict[type[Fact], list[Callable[[Any], None]]] = {
    cooperatives.CooperativeSubmitted: [],
    cooperatives.CooperativeVerified: [on_catalog.tell_its_products],
    cooperatives.CooperativeRefused: [on_catalog.tell_its_products],
    cooperatives.CooperativeSuspended: [on_catalog.tell_its_products],
    cooperatives.CooperativeChanged: [on_catalog.tell_its_products],
    cooperatives.TeamInvited: [],
    catalog.ProductsChanged: [on_catalog.index_products],
    catalog.ProductSubmitted: [],
    catalog.ProductPublished: [],
    catalog.ProductSentBack: [],
    catalog.CatalogueImported: [],
    delivery.ParcelHandedOver: [],
    delivery.ParcelDelivered: [],
    delivery.ParcelAtPoint: [],
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
