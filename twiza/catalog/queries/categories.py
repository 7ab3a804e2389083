"""The category tree and the protected designations: reference data, read once a process."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from twiza.catalog.models import Category, Designation
from twiza.catalog.queries.views import CategoryNode, DesignationCard
from twiza.kernel.text import fold


@dataclass(frozen=True, slots=True)
class _Reference:
    roots: tuple[CategoryNode, ...]
    nodes: dict[str, CategoryNode]
    designations: dict[str, DesignationCard]


_known: list[_Reference] = []


def forget_tree() -> None:
    """Read the reference data again at the next question; the loaders call it."""
    _known.clear()


def _reference() -> _Reference:
    if not _known:
        found = _read()
        if not found.nodes:  # before the data is loaded: don't remember the emptiness
            return found
        _known.append(found)
    return _known[0]


def _read() -> _Reference:
    below = defaultdict(list)
    for row in Category.objects.all():
        below[row.parent_id].append(row)
    nodes: dict[str, CategoryNode] = {}

    def grow(row: Category, depth: int) -> CategoryNode:
        children = tuple(grow(child, depth + 1) for child in below[row.pk])
        nodes[row.pk] = CategoryNode(
            code=row.pk,
            names=row.names,
            parent=row.parent_id,
            depth=depth,
            vat_class=row.vat_class,
            perishable=row.perishable,
            branch=row.branch,
            children=children,
        )
        return nodes[row.pk]

    roots = tuple(grow(row, 0) for row in below[None])
    cards = {d.pk: DesignationCard(d.pk, d.sign, d.names, d.goods) for d in Designation.objects.all()}
    return _Reference(roots, nodes, cards)


def category_tree() -> tuple[CategoryNode, ...]:
    """The roots, each with what is below it, in the order to show them."""
    return _reference().roots


def category(code: str) -> CategoryNode | None:
    return _reference().nodes.get(code)


def trail(code: str) -> list[CategoryNode]:
    """From the root down to the category itself."""
    node, found = category(code), list[CategoryNode]()
    while node:
        found.insert(0, node)
        node = category(node.parent) if node.parent else None
    return found


def path_of(code: str) -> str:
    """Where a category stands in the tree: "food/honey/", as `Category.path` has it."""
    return "".join(f"{node.code}/" for node in trail(code))


def leaf_categories() -> list[CategoryNode]:
    """Those that a product may stand in, in the order of the tree."""
    return [
        node for root in category_tree() for code in root.subtree() if not (node := _reference().nodes[code]).children
    ]


def categories_named(text: str) -> list[CategoryNode]:
    """Those with a name, in some language, in which every word of `text` begins a word; in the order of the tree.

    They are a few hundred, all in memory. An empty text names none.
    """
    words = fold(text).split()
    if not words:
        return []
    nodes = [_reference().nodes[code] for root in category_tree() for code in root.subtree()]
    return [node for node in nodes if any(_begins(words, name) for name in node.names.values())]


def _begins(words: list[str], name: str) -> bool:
    return all(any(word.startswith(typed) for word in _forms(name)) for typed in words)


@lru_cache(2000)
def _forms(name: str) -> tuple[str, ...]:
    """The words of a name, folded, those in Arabic also without their article."""
    return tuple(form for word in fold(name).split() for form in (word, word.removeprefix("ال")))


def is_food(code: str) -> bool:
    """Whether the food duties apply: composition, net content, a date."""
    return bool(nodes := trail(code)) and nodes[0].code == "food"


def designations() -> list[DesignationCard]:
    """The known protected designations, by code."""
    return list(_reference().designations.values())


def designation(code: str) -> DesignationCard | None:
    return _reference().designations.get(code)
