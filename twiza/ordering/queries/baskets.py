"""The basket as it is now, beside what the buyer was shown."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import Sum

from twiza.catalog.api import SaleVariant, variants_for_sale
from twiza.cooperatives.api import sellers_of
from twiza.kernel.periods import day_of
from twiza.ordering.models import Basket, BasketLine
from twiza.ordering.queries.views import BasketGroup, BasketLineView, BasketView
from twiza.ordering.terms.refusals import CooperativeClosed, EmptyBasket, NotEnough, NotSold, PriceChanged, StockGone
from twiza.ordering.terms.words import named


def basket_of(*, token: str | None = None, person: Any = None) -> Basket | None:
    """The basket of a signed-in person, else of the guest who holds `token`; None where there is none yet."""
    if person is not None:
        return Basket.objects.filter(person=person).first()
    return Basket.objects.filter(token=token, person=None).first() if token else None


def pieces_in_basket(*, token: str | None = None, person: Any = None) -> int:
    """How many pieces lie in it, for the header: one query."""
    whose = {"basket__person": person} if person is not None else {"basket__token": token or "", "basket__person": None}
    return BasketLine.objects.filter(**whose).aggregate(n=Sum("quantity"))["n"] or 0


def basket_view(basket: Basket | None, *, now: datetime) -> BasketView:
    """Everything a basket's page shows; nothing is changed by looking. Three queries."""
    lines = list(basket.lines.all()) if basket else []
    variants = variants_for_sale([line.variant_id for line in lines]) if lines else {}
    cards = sellers_of({v.cooperative_id for v in variants.values()}, on=day_of(now)) if variants else {}
    holding = bool(basket and basket.held_until and basket.held_until > now)
    shown: dict[int, list[BasketLineView]] = {}
    for line in lines:
        variant = variants[line.variant_id]
        shown.setdefault(variant.cooperative_id, []).append(
            _line(line, variant, cards[variant.cooperative_id].is_open, line.held if holding else 0)
        )
    groups = tuple(
        BasketGroup(
            cooperative_id=seller,
            slug=cards[seller].slug,
            names=cards[seller].names,
            commune_code=cards[seller].commune_code,
            is_open=cards[seller].is_open,
            hand_delivery=cards[seller].hand_delivery,
            seller=cards[seller].terms,
            lines=tuple(rows),
            goods_centimes=sum(row.total_centimes for row in rows),
            grams=sum(row.weight_grams * row.quantity for row in rows),
        )
        for seller, rows in shown.items()
    )
    return BasketView(
        basket_id=basket.pk if basket else None,
        groups=groups,
        lines=len(lines),
        pieces=sum(line.quantity for line in lines),
        goods_centimes=sum(group.goods_centimes for group in groups),
        changes=_fingerprint([row for group in groups for row in group.lines]),
    )


def _line(line: BasketLine, variant: SaleVariant, serving: bool, held: int) -> BasketLineView:
    troubles, available = [], variant.available + held
    if not variant.sellable:
        troubles.append("not_sold")
    elif not serving:
        troubles.append("closed")
    else:
        if variant.price_centimes != line.price_seen_centimes:
            troubles.append("price")
        if available <= 0:
            troubles.append("sold_out")
        elif available < line.quantity:
            troubles.append("short")
    return BasketLineView(
        line_id=line.pk,
        variant_id=line.variant_id,
        product_id=variant.product_id,
        slug=variant.slug,
        names=variant.names,
        labels=variant.labels,
        sku=variant.sku,
        content_amount=variant.content_amount,
        content_unit=variant.content_unit,
        image=variant.image,
        quantity=line.quantity,
        price_centimes=variant.price_centimes,
        price_seen_centimes=line.price_seen_centimes,
        total_centimes=variant.price_centimes * line.quantity,
        available=available,
        made_to_order=variant.made_to_order,
        perishable=variant.perishable,
        lead_days=variant.lead_days,
        personalised=variant.personalised,
        warranty_months=variant.warranty_months,
        warranty_terms=variant.warranty_terms,
        weight_grams=variant.weight_grams,
        vat_class=variant.vat_class,
        category_path=variant.category_path,
        troubles=tuple(troubles),
    )


def _fingerprint(lines: list[BasketLineView]) -> str:
    """What the buyer is asked to accept: the same words give the same sign, and "" where nothing moved."""
    moved = sorted(
        f"{row.variant_id}:{row.quantity}:{row.price_centimes}:{','.join(row.troubles)}"
        + (f":{row.available}" if row.stock_short else "")
        for row in lines
        if row.troubles
    )
    return hashlib.sha256("|".join(moved).encode()).hexdigest()[:20] if moved else ""


def refuse_troubles(view: BasketView) -> None:
    """Raise what stands between this basket and an order, the gravest first, naming the lines; else nothing."""
    if view.is_empty:
        raise EmptyBasket()
    sellers = {line.line_id: group.names for group in view.groups for line in group.lines}
    for trouble, refusal in (
        ("not_sold", NotSold),
        ("closed", CooperativeClosed),
        ("sold_out", StockGone),
        ("short", NotEnough),
        ("price", PriceChanged),
    ):
        lines = [line for line in view.all_lines if trouble in line.troubles]
        if lines:
            names = sellers[lines[0].line_id] if trouble == "closed" else lines[0].names
            blanks = {"available": lines[0].available} if trouble == "short" else {}
            raise refusal(tuple(line.variant_id for line in lines), name=named(names), **blanks)
