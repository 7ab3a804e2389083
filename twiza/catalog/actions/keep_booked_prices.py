from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from twiza.catalog import messages
from twiza.catalog.actions.refresh import tell
from twiza.catalog.models import BookedPrice, Product
from twiza.catalog.queries.booked import BookedView, difference_of
from twiza.catalog.queries.statements import statements_of_products
from twiza.cooperatives.api import team_contacts
from twiza.freshness.api import drop
from twiza.kernel.periods import day_of
from twiza.law.api import rule


@transaction.atomic
def keep_booked_prices(*, booked: Sequence[BookedView], now: datetime) -> list[int]:
    """Copy what the books say of these products, and compare it with what is stated of them.

    Returns the products whose statement differs by more than `house.price_difference_share` since now: their
    cooperative's managers are written to, once until it agrees again. Repeatable.
    """
    today = day_of(now)
    most = rule("house.price_difference_share", on=today).value
    stated = statements_of_products(view.product_id for view in booked)
    known = {row.product_id: row for row in BookedPrice.objects.filter(product__in=[b.product_id for b in booked])}
    rows, newly = [], []
    for view in booked:
        differs = difference_of(stated.get(view.product_id, ()), view) > most
        before = known.get(view.product_id)
        if differs and not (before and before.differs):
            newly.append(view.product_id)
        rows.append(
            BookedPrice(
                product_id=view.product_id,
                since=view.since,
                until=view.until,
                sold_centimes=view.sold_centimes,
                commission_centimes=view.commission_centimes,
                commission_vat_centimes=view.commission_vat_centimes,
                members_centimes=view.members_centimes,
                differs=differs,
                differs_since=(before.differs_since if before and before.differs else today) if differs else None,
            )
        )
    columns = [f.name for f in BookedPrice._meta.fields if f.name not in ("id", "product")]
    BookedPrice.objects.bulk_create(rows, update_conflicts=True, unique_fields=["product"], update_fields=columns)
    tell(view.product_id for view in booked)
    _write_to(newly, now)
    return newly


@transaction.atomic
def forget_booked_prices(*, before: date) -> int:
    """What was not looked at since that day was not sold in the period: the books say nothing of it any more."""
    old = BookedPrice.objects.filter(until__lt=before)
    drop(f"product:{pk}" for pk in old.values_list("product", flat=True))
    return old.delete()[0]


def _write_to(product_ids: Sequence[int], now: datetime) -> None:
    for product in Product.objects.filter(pk__in=product_ids).select_related("cooperative").order_by("pk"):
        for contact in team_contacts(product.cooperative_id, roles=["manager"]):
            messages.statement_differs(
                reference=f"statement-differs:{product.pk}:{day_of(now)}:{contact.person_id}",
                contact=contact,
                names=product.names,
                slug=product.cooperative.slug,
                product_id=product.pk,
            )
