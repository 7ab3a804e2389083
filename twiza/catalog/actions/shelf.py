"""The counters of a shelf, and what follows when a variant runs out or comes back."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from twiza.catalog.actions.refresh import refresh_products, tell
from twiza.catalog.models import Hold, Variant
from twiza.catalog.terms.bounds import FEW_LEFT
from twiza.freshness.api import drop


def holds_of(reference: str) -> list[Hold]:
    """The holds of a reference by variant, locked: holds come before variants, for everybody."""
    return list(Hold.objects.select_for_update().filter(reference=reference).order_by("variant_id"))


def shift(variant_id: int, *, held: int = 0, on_hand: int = 0) -> bool:
    """Move a variant's counters in one conditional update; False where that would leave them impossible.

    The condition is in the statement itself, so it holds against every other buyer on SQLite and on PostgreSQL.
    """
    return bool(
        Variant.objects.filter(
            pk=variant_id,
            held__gte=-held,
            on_hand__gte=F("held") + (held - on_hand),
        ).update(held=F("held") + held, on_hand=F("on_hand") + on_hand)
    )


def sell(variant_id: int, quantity: int, *, held: int) -> bool:
    """Take `quantity` off the shelf, of which `held` were set aside for it, at once; False as `shift`."""
    return bool(
        Variant.objects.filter(
            pk=variant_id,
            held__gte=held,
            on_hand__gte=F("held") + (quantity - held),
        ).update(held=F("held") - held, on_hand=F("on_hand") - quantity)
    )


def shelves_changed(gave: Iterable[int], got: Iterable[int]) -> None:
    """Call last, with the variants that lost and that gained available goods: lists are told who ran out or is back.

    Only a variant that is empty now, or that was before it gained, can change its product's line in a list; so a
    buyer who leaves some behind writes nothing to the product and never waits for another variant's buyer.
    """
    gave, got = set(gave), set(got)
    if not gave | got:
        return
    rows = Variant.objects.filter(pk__in=gave | got).values_list("pk", "product_id", "on_hand", "held")
    products = {product for pk, product, on_hand, held in rows if pk in got or on_hand <= held}
    few = {product for pk, product, on_hand, held in rows if pk in got or on_hand - held <= FEW_LEFT}
    told = refresh_products(products) if products else set[int]()
    tell(told)
    # How many are left is said on the product's own page alone.
    drop(f"left:{pk}" for pk in few - told)
