from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from twiza.kernel.refusals import NotFound
from twiza.search.models import Counter, Entry, ProposedWord
from twiza.search.queries.vocabulary import look_again
from twiza.search.queries.words import spaced
from twiza.search.states import DESK, WORD


def accept_word(word_id: int, *, by: Any, now: datetime) -> None:
    """From now on the word means the concept: to questions within seconds in every process, and to things that have it
    as soon as they are read again, which is asked for. MoveRefused where it is accepted already."""
    _decide(word_id, "accept", by, now)


def refuse_word(word_id: int, *, by: Any, now: datetime) -> None:
    """The word does not mean the concept, or no longer."""
    _decide(word_id, "refuse", by, now)


@transaction.atomic
def _decide(word_id: int, verb: str, by: Any, now: datetime) -> None:
    row = ProposedWord.objects.filter(pk=word_id).first()
    if row is None:
        raise NotFound()
    WORD.apply(row, verb, by=DESK, actor=by, decided_at=now)
    if not Counter.objects.filter(name="entries").update(dictionary=F("dictionary") + 1):
        Counter.objects.create(name="entries", dictionary=1)
    having = Entry.objects.filter(gone=False)
    for token in spaced([row.word]).split():
        having = having.filter(words__contains=token) | having.filter(name_words__contains=token)
    having.update(revision=None)
    transaction.on_commit(look_again)
