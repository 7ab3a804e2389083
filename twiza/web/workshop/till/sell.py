"""Selling at the souk, the fair, the door or by message: a tile, a number, how it was paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from twiza.cashbook import api as cashbook
from twiza.catalog import api as catalog
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.web.kit.gate import now
from twiza.web.workshop.roles import MANAGER, PREPARER, TeamRequest, anybody
from twiza.web.workshop.room import back, role_of, room
from twiza.web.workshop.till.forms import SaleForm, new_key

TILES, DAYS = 30, 90


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to tap. `left` is None for what is made to order."""

    id: int
    names: dict[str, str]
    labels: dict[str, str]
    slug: str
    image: Any
    content_amount: int
    content_unit: str
    price_centimes: int
    left: int | None
    sold: int


@anybody
def till(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """What sells most first; the rest is found by its name."""
    today = day_of(now())
    text = request.GET.get("text", "").strip()[:100].replace("\x00", "")
    goods = catalog.products_of_cooperative(cooperative.pk, text=text or None, page_size=300)
    sold = cashbook.most_sold(cooperative.pk, since=today - timedelta(days=DAYS))
    tiles = [
        Tile(
            id=variant.id,
            names=row.names,
            labels=variant.labels,
            slug=row.slug,
            image=row.image,
            content_amount=variant.content_amount,
            content_unit=variant.content_unit,
            price_centimes=variant.price_centimes,
            left=None if row.made_to_order else variant.available,
            sold=sold.get(variant.id, 0),
        )
        for row in goods.items
        for variant in row.variants
        if variant.active and row.status != "withdrawn"
    ]
    tiles.sort(key=lambda tile: -tile.sold)
    return room(
        request,
        cooperative,
        "till/till",
        tab="more",
        tiles=tiles[:TILES],
        hidden=len(tiles) > TILES,
        text=text,
        total=cashbook.day_total(cooperative.pk, today),
    )


@anybody
def sell(request: TeamRequest, cooperative: Any, variant_id: int) -> HttpResponse:
    variant = catalog.variant_of_cooperative(cooperative.pk, variant_id)
    goods = catalog.variants_for_sale([variant.pk])[variant.pk]
    return _sell(request, cooperative, goods)


@anybody
def something_else(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """What is not in the catalogue, by its name."""
    return _sell(request, cooperative, None)


def _sell(request: TeamRequest, cooperative: Any, goods: catalog.SaleVariant | None) -> HttpResponse:
    form = SaleForm(
        request.POST or None,
        of_catalogue=goods is not None,
        may_count=role_of(request, cooperative) in (MANAGER, PREPARER),
        initial={
            "key": new_key(),
            "pieces": "1",
            "price": goods.price_centimes if goods else None,
            "where": request.session.get("till_where", cashbook.Where.SOUK),
            "sold_on": day_of(now()),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            sale = cashbook.record_sale(
                cooperative_id=cooperative.pk,
                variant_id=goods.id if goods else None,
                by=request.user,
                now=now(),
                language=request.LANGUAGE_CODE,
                **form.sold(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            request.session["till_where"] = sale.where
            amount = f"{sale.total_centimes // 100},{sale.total_centimes % 100:02d}"
            messages.success(request, _("Written down: %(amount)s dirhams.") % {"amount": amount})
            return back("till", cooperative)
    status = 422 if form.errors else 200
    return room(
        request,
        cooperative,
        "till/sell",
        tab="more",
        status=status,
        form=form,
        goods=goods,
        ways=cashbook.PaidBy.choices,
    )
