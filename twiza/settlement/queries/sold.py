"""What the books say of a product's price."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import models
from django.db.models import Case, F, Sum, When
from django.db.models.functions import Cast

from twiza.kernel.periods import MOROCCO
from twiza.settlement.models import SettledLine
from twiza.settlement.queries.views import SoldProduct
from twiza.settlement.states import Status


def price_from_books(product_ids: Iterable[int], *, since: date | None = None) -> dict[int, SoldProduct]:
    """What was received and paid of these products (since that day), and where the money went; one query.

    A product that nothing was received of is not in it. What the platform gave back of its own counts as sold; pieces
    are those delivered, also where money went back.
    """
    rows = SettledLine.objects.filter(
        product_id_sold__in=list(product_ids), settled__status__in=[Status.HELD, Status.RELEASED]
    ).order_by()
    if since is not None:
        rows = rows.filter(settled__received_at__gte=datetime.combine(since, time(), MOROCCO))
    kept = F("paid_centimes") - F("refunded_centimes") + F("goodwill_centimes")
    fees = F("settled__delivery_centimes") - F("settled__delivery_refunded_centimes")
    # Whole numbers: SQL's division cuts what is below a centime.
    fee_share = Case(
        When(settled__goods_centimes=0, then=0),
        default=Cast(fees * F("paid_centimes") / F("settled__goods_centimes"), models.BigIntegerField()),
        output_field=models.BigIntegerField(),
    )
    sums = rows.values("product_id_sold").annotate(
        pieces=Sum("line__quantity"),
        sold=Sum(kept),
        delivery=Sum(fee_share),
        commission=Sum(F("commission_centimes") - F("commission_back_centimes")),
        vat=Sum(F("commission_vat_centimes") - F("commission_vat_back_centimes")),
    )
    return {
        row["product_id_sold"]: SoldProduct(
            product_id=row["product_id_sold"],
            pieces=row["pieces"],
            sold_centimes=row["sold"],
            delivery_centimes=row["delivery"],
            commission_centimes=row["commission"],
            commission_vat_centimes=row["vat"],
            cooperative_net_centimes=row["sold"] - row["commission"] - row["vat"],
        )
        for row in sums
    }
