"""What the words of a sheet stand for here: categories and communes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from twiza.catalog.exchange.amounts import Bad
from twiza.catalog.exchange.kinds import KINDS
from twiza.catalog.queries.categories import category, category_tree, leaf_categories
from twiza.catalog.queries.views import CategoryNode
from twiza.geography.api import commune_cards, find_communes
from twiza.kernel.text import fold, pick

OTHER = "other"
_CODE = re.compile(r"^\s*(\d{2}[\d.]*\d)\b")
_STEPS = re.compile(r"\s*(?:->|>|/|\|)\s*")
_LITTLE = frozenset(["the", "and", "for", "with", "les", "des", "aux", "pour", "par", "sur", "من", "على", "في"])


class Lookups:
    """One for each reading of a sheet: it remembers what it has looked up."""

    def __init__(self) -> None:
        self._communes: dict[str, str] = {}
        self._kinds: dict[str, CategoryNode | None] = {}
        self._guesses: dict[str, tuple[CategoryNode, bool]] = {}

    @cached_property
    def _leaves(self) -> list[CategoryNode]:
        return leaf_categories()

    @cached_property
    def _by_name(self) -> dict[str, CategoryNode]:
        """Leaves by code and by name in any language; a name that two of them bear stands for neither."""
        names = [(fold(word), leaf) for leaf in self._leaves for word in {fold(n) for n in leaf.names.values()}]
        often = Counter(name for name, _leaf in names)
        found = {name: leaf for name, leaf in names if often[name] == 1}
        return found | {fold(leaf.code): leaf for leaf in self._leaves}

    @cached_property
    def _branches(self) -> set[str]:
        leaves = {leaf.code for leaf in self._leaves}
        found = set[str]()
        for root in category_tree():
            for code in root.subtree():
                if code not in leaves and (node := category(code)):
                    found |= {fold(code), *(fold(name) for name in node.names.values())}
        return found

    def category(self, typed: str) -> CategoryNode:
        """The kind of product of this code or name, as our own sheet gives it."""
        if typed not in self._kinds:
            self._kinds[typed] = self._by_name.get(fold(typed))
        if node := self._kinds[typed]:
            return node
        raise Bad("category_has_kinds" if fold(typed) in self._branches else "unknown_category", value=typed)

    def say_category(self, code: str, language: str) -> str:
        """The name of a category where it is read back as the same one, else its code."""
        node = category(code)
        name = pick(node.names, language) if node else code
        found = self._by_name.get(fold(name))
        return name if found and found.code == code else code

    def guess(self, path: str) -> tuple[CategoryNode, bool]:
        """The nearest kind to a path of another shop's («Clothing > Hoodies»), and whether it was found at all."""
        if path not in self._guesses:
            self._guesses[path] = self._nearest(path)
        return self._guesses[path]

    def _nearest(self, path: str) -> tuple[CategoryNode, bool]:
        for step in reversed(_STEPS.split(path)):  # the last step says most
            if node := self._by_name.get(fold(step)):
                return node, True
            words = _words(step)
            for word in words:
                if (code := KINDS.get(word)) and (node := self._by_name.get(fold(code))):
                    return node, True
            scores = [(len(words & known), leaf) for leaf, known in self._words_of if words & known]
            best = max((n for n, _leaf in scores), default=0)
            if best and sum(n == best for n, _leaf in scores) == 1:
                return next(leaf for n, leaf in scores if n == best), True
        return self.default, False

    @cached_property
    def _words_of(self) -> list[tuple[CategoryNode, frozenset[str]]]:
        return [(leaf, frozenset(w for name in leaf.names.values() for w in _words(name))) for leaf in self._leaves]

    @cached_property
    def default(self) -> CategoryNode:
        """Where a product of no known kind goes."""
        return next((leaf for leaf in self._leaves if leaf.code == OTHER), None) or self._leaves[-1]

    def commune(self, typed: str) -> str:
        """The code of the commune meant: its code (a name may follow it), or a name that only one bears."""
        if typed not in self._communes:
            self._communes[typed] = self._find_commune(typed)
        if not self._communes[typed]:
            raise Bad("unknown_commune", value=typed)
        return self._communes[typed]

    def _find_commune(self, typed: str) -> str:
        if found := _CODE.match(typed):
            return next(iter(commune_cards([found[1]])), "")
        named = fold(typed)
        exact = [c.code for c in find_communes(typed, limit=10) if named in {fold(n) for n in c.names.values()}]
        return exact[0] if len(exact) == 1 else ""


def _words(text: str) -> frozenset[str]:
    """The words that say something, without their plural."""
    words = (word.removeprefix("ال").rstrip("s") for word in fold(text).split())
    return frozenset(word for word in words if len(word) >= 3 and word not in _LITTLE)
