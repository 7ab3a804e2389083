from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.catalog.api import product_cards
from twiza.search import api as search
from twiza.wishes.messages import wish_came
from twiza.wishes.models import Wish

AT_ONCE = 200
NAMED = 3  # products that a letter names


def tell_wishes(*, now: datetime) -> int:
    """Look for the wishes that waited longest; write once to those that find something now. Gives how many.

    Each is a transaction of its own: the letter and the end of the wish are one, whatever stops the worker.
    """
    told = 0
    waiting = Wish.objects.exclude(confirmed_at=None).order_by("looked_at", "pk")
    for wish in list(waiting.select_related("person")[:AT_ONCE]):
        told += _tell(wish, now)
    return told


def found_now(words: str, language: str) -> list[int]:
    """Products that have all these words, best first; nothing that only comes near."""
    found = search.find(search.Question(text=words, language=language, kinds=("product",), page_size=NAMED * 3))
    return [] if found.loosened else [int(hit.key) for hit in found.hits]


def _tell(wish: Wish, now: datetime) -> bool:
    ids = found_now(wish.words, wish.language)
    cards = [card for card in product_cards(ids).values() if card.in_stock or card.made_to_order][:NAMED]
    with transaction.atomic():
        if not cards:
            Wish.objects.filter(pk=wish.pk).update(looked_at=now)
            return False
        if Wish.objects.filter(pk=wish.pk).delete()[0]:
            wish_came(wish, cards)
    return True
