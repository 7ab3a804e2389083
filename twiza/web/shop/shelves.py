"""How the category tree looks in the shop: the colours of each kind, and the six tiles of the first page."""

from __future__ import annotations

from collections.abc import Iterable

from twiza.catalog import api as catalog

TILES = ("oils", "honey-and-hive", "couscous-and-pasta", "cosmetics", "craft-textile", "craft-clay-and-stone")
_CARE = {"cosmetics", "craft-beauty"}


def kind_of(code: str) -> str:
    """The palette of a category's zellige: food, care or craft."""
    codes = {node.code for node in catalog.trail(code)}
    return "food" if "food" in codes else "care" if codes & _CARE else "craft"


def kinds(codes: Iterable[str]) -> dict[str, str]:
    return {code: kind_of(code) for code in set(codes)}


def tiles() -> list[tuple[catalog.CategoryNode, str]]:
    """Six categories with their palettes: those that are named here, then the first others that there are."""
    roots = catalog.category_tree()
    named = [node for code in TILES if (node := catalog.category(code))]
    others = [node for root in roots for node in (root, *root.children) if node not in named]
    return [(node, kind_of(node.code)) for node in [*named, *others][:6]]
