"""Whose sale it is: a stranger finds nothing."""

from __future__ import annotations

from twiza.cashbook.models import Sale
from twiza.kernel.refusals import NotFound


def sale_of_cooperative(cooperative_id: int, sale_id: int) -> Sale:
    """For somebody who was let in to the cooperative's team."""
    sale = Sale.objects.filter(cooperative=cooperative_id, pk=sale_id).select_related("recorded_by").first()
    if sale is None:
        raise NotFound()
    return sale
