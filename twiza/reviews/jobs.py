"""What reviews do by the calendar, and what must agree."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, Sum

from twiza.plumbing.api import checked, every
from twiza.reviews.actions.find_clusters import find_clusters
from twiza.reviews.actions.forget_traces import forget_traces
from twiza.reviews.models import Review, Summary


@every("30 minutes")
def look_for_clusters(now: datetime) -> int:
    """Reviews that look made are put before the desk."""
    return find_clusters(now=now)


@every("04:25")
def forget_old_traces(now: datetime) -> int:
    """Hashes of network and device are kept as long as `house.review_traces_days` says."""
    return forget_traces(now=now)


@checked("summaries of reviews agree")
def summaries_agree(now: datetime) -> list[str]:
    """What a product's summary says is what is shown of its reviews."""
    shown = Q(status="shown")
    rows = Review.objects.order_by().values("product")
    counted = rows.annotate(
        n=Count("pk", filter=shown), stars=Sum("stars", filter=shown), gone=Count("pk", filter=~shown)
    )
    kept = {row.product_id: (row.count, row.sum, row.removed) for row in Summary.objects.all()}
    there = {row["product"]: (row["n"], row["stars"] or 0, row["gone"]) for row in counted}
    found = []
    for product in sorted(kept.keys() | there.keys()):
        says, is_so = kept.get(product, (0, 0, 0)), there.get(product, (0, 0, 0))
        if says != is_so:
            found.append(f"Product {product}: its summary says {says}, its reviews {is_so}.")
    return found
