"""A plan, carried out in bulk: a fixed number of statements for a chunk, whatever its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from twiza.catalog.actions.refresh import refresh_products, tell
from twiza.catalog.exchange.bulk import insert, insert_models, next_ids, update
from twiza.catalog.exchange.catalogue import Group
from twiza.catalog.exchange.plan import Plan, VariantChange
from twiza.catalog.exchange.shelf import LONGEST_SLUG, Owner, key_slugs, last_positions
from twiza.catalog.models import PricePeriod, Product, StockMove, Variant
from twiza.catalog.queries.tags import tags_of
from twiza.catalog.states import Status
from twiza.freshness.api import drop
from twiza.kernel.periods import day_of
from twiza.kernel.text import slugify
from twiza.plumbing.api import record

BATCH = 500


def carry_out(plan: Plan, owner: Owner, *, by: Any, now: datetime) -> dict[str, int]:
    """Write the plan inside the caller's transaction, with price periods, stock moves, audit and news.

    Returns the ids of the new products by the id of their group.
    """
    new = [product for _group, product in plan.new_products]
    for (_group, product), slug in zip(plan.new_products, _free_slugs(plan.new_products, owner), strict=True):
        product.slug, product.changed_at, product.created_at = slug, now, now
    for product, pk in zip(new, next_ids(Product, len(new)), strict=True):
        product.pk = pk
    insert_models(Product, new)
    _add_variants(plan, now)
    _change_variants(plan.variant_changes, now)
    # The shelves that they leave; `tell` names those where they come to stand.
    moved = (product.pk for product, columns in plan.product_changes if columns.keys() & {"category_id", "origin_id"})
    _each(moved, lambda ids: drop(tags_of(ids)))
    _change_products(plan, by, now)
    touched = {product.pk for product in new}
    touched |= {change.variant.product_id for change in plan.variant_changes}
    touched |= {added.variant.product_id for added in plan.new_variants}
    touched |= {product.pk for product, _columns in plan.product_changes}
    if touched:
        _each(touched, lambda ids: Product.objects.filter(pk__in=ids).update(changed_at=now))
        refresh_products(touched)
        tell(touched)
    return {group.id: product.pk for group, product in plan.new_products}


def _each(ids: Iterable[int], write: Any) -> None:
    wanted = sorted(ids)
    for start in range(0, len(wanted), BATCH):
        write(wanted[start : start + BATCH])


def _add_variants(plan: Plan, now: datetime) -> None:
    variants = [added.variant for added in plan.new_variants]
    if not variants:
        return
    fresh = {product.pk for _group, product in plan.new_products}
    last = last_positions({v.product.pk for v in variants} - fresh)
    for variant, pk in zip(variants, next_ids(Variant, len(variants)), strict=True):
        variant.pk = pk
        variant.product_id = variant.product.pk  # it was unsaved when the variant was made
        variant.position = last.get(variant.product_id, -1) + 1
        last[variant.product_id] = variant.position
        variant.outdated = bool(variant.best_before and variant.best_before < day_of(now))
    insert_models(Variant, variants)
    _open_periods(variants, now)
    _count([(v.pk, v.on_hand) for v in variants if v.on_hand], now)


def _open_periods(variants: Sequence[Variant], now: datetime) -> None:
    columns = ("variant_id", "price_centimes", "from_at", "until_at")
    insert(PricePeriod, columns, ((v.pk, v.price_centimes, now, None) for v in variants))


def _count(moves: Sequence[tuple[int, int]], now: datetime) -> None:
    columns = ("variant_id", "change", "reason", "reference", "at")
    reason = StockMove.Reason.IMPORTED.value
    insert(StockMove, columns, ((pk, change, reason, "", now) for pk, change in moves))


def _change_variants(changes: Sequence[VariantChange], now: datetime) -> None:
    if not changes:
        return
    written: list[tuple[int, dict[str, Any]]] = []
    repriced: list[Variant] = []
    counted: list[tuple[int, int]] = []
    for change in changes:
        variant, columns = change.variant, dict(change.columns)
        if "best_before" in columns:
            columns["outdated"] = columns["best_before"] < day_of(now)
        if change.price is not None:
            columns["price_centimes"] = variant.price_centimes = change.price
            repriced.append(variant)
        if change.stock is not None:
            columns["on_hand"] = change.stock
            counted.append((variant.pk, change.stock - variant.on_hand))
        written.append((variant.pk, columns))
    update(Variant, written)
    open_periods = PricePeriod.objects.filter(until_at=None)
    _each((v.pk for v in repriced), lambda ids: open_periods.filter(variant_id__in=ids).update(until_at=now))
    _open_periods(repriced, now)
    _count(counted, now)


def _change_products(plan: Plan, by: Any, now: datetime) -> None:
    if not plan.product_changes:
        return
    for product, columns in plan.product_changes:
        if product.status != Status.DRAFT:  # what was shown must be known later; a draft is nobody's business
            shown = [name for name in columns if name != "folded"]
            before = {name: getattr(product, name) for name in shown}
            after = {name: columns[name] for name in shown}
            record("import", product, actor=by, role="cooperative", before=before, after=after)
    update(Product, ((product.pk, columns) for product, columns in plan.product_changes))


def _free_slugs(new: Sequence[tuple[Group, Product]], owner: Owner) -> list[str]:
    """A slug for each: of its key or name; where taken, with the cooperative's or the SKU; else with random signs.

    Equal strings are asked for, not beginnings: an index answers that, however many products there are.
    """
    wishes = [_wishes(group, product, owner) for group, product in new]
    wanted = sorted({slug for wish in wishes for slug in wish})
    taken = set[str]()
    for start in range(0, len(wanted), BATCH):
        found = Product.objects.filter(slug__in=wanted[start : start + BATCH])
        taken |= set(found.values_list("slug", flat=True))
    slugs = []
    for wish in wishes:
        slug = next((s for s in wish if s not in taken), None) or f"{wish[0][: LONGEST_SLUG - 13]}-{uuid4().hex[:12]}"
        taken.add(slug)
        slugs.append(slug)
    return slugs


def _wishes(group: Group, product: Product, owner: Owner) -> tuple[str, ...]:
    if group.key:
        return key_slugs(group.key, owner)
    name = slugify(next((product.names[k] for k in ("fr", "en", "ar", "zgh") if product.names.get(k)), ""), 50)
    sku = slugify(group.goods[0].sku, 28)
    return name, f"{name}-{sku}", f"{name[:40]}-{sku}-{owner.id}"
