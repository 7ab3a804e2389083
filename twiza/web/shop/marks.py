"""The words of a name that were asked for, in whatever script the name is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from twiza.catalog import api as catalog
from twiza.kernel.text import pick, pick_language
from twiza.search import api as index

Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Marked:
    """A name in pieces; `language` is "" where it is that of the page."""

    pieces: tuple[Piece, ...]
    language: str

    @property
    def text(self) -> str:
        return "".join(piece for piece, _met in self.pieces)


def marked(cards: Iterable[catalog.ProductCard], text: str, language: str) -> dict[int, Marked]:
    """The names of the cards by product, with what was asked for marked."""
    asked = index.asked(text, language)
    return {card.id: mark(card.names, asked, language) for card in cards}


def mark(names: Mapping[str, str], asked: index.Asked, language: str) -> Marked:
    own = pick_language(names, language)
    return Marked(tuple(index.highlight(pick(names, language), own, asked)), "" if own == language else own)
