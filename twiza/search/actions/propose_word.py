from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.kernel.text import fold
from twiza.plumbing.api import record
from twiza.search.models import ProposedWord
from twiza.search.terms import dictionary

LANGUAGES = ("ar", "fr", "en", "darija", "zgh")


class WordUnfit(Refusal):
    sentence = _("Write a word or a few, with letters.")
    field = "word"


class ConceptUnknown(Refusal):
    sentence = _("The dictionary has no such concept.")
    field = "concept"


class WordKnown(Refusal):
    sentence = _("This word was proposed for this concept before.")
    field = "word"


@transaction.atomic
def propose_word(*, word: str, language: str, concept: str, note: str = "", by: Any, now: datetime) -> ProposedWord:
    """Propose that a word means a concept of the dictionary. WordUnfit without letters or beyond 60 characters,
    ConceptUnknown, WordKnown where it was proposed before (accepted or refused: that is changed there)."""
    word = " ".join(word.split())
    if language not in LANGUAGES or not fold(word) or len(word) > 60:
        raise WordUnfit()
    if concept not in dictionary.load().concepts:
        raise ConceptUnknown()
    row, fresh = ProposedWord.objects.get_or_create(
        word=word, concept=concept, defaults={"language": language, "note": note[:300], "proposed_at": now}
    )
    if not fresh:
        raise WordKnown()
    record("propose", row, actor=by, after={"word": word, "concept": concept})
    return row
