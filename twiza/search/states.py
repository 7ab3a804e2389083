"""What can become of a word that somebody proposes for the dictionary."""

from django.db import models

from twiza.kernel.states import StateTable, move

DESK = "desk"


class WordStatus(models.TextChoices):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


WORD = StateTable(
    "search_word",
    start=WordStatus.PROPOSED,
    final=[],
    moves=[
        move("accept", [WordStatus.PROPOSED, WordStatus.REFUSED], WordStatus.ACCEPTED, DESK),
        move("refuse", [WordStatus.PROPOSED, WordStatus.ACCEPTED], WordStatus.REFUSED, DESK),
    ],
)
