from __future__ import annotations

from datetime import date, datetime

from twiza.ledger.actions.booking import book
from twiza.ledger.models import Posting
from twiza.ledger.terms import AlreadyReversed, Draft, UnknownPosting


def reverse(*, reference: str, of: str, day: date, cause: str, now: datetime, memo: str = "") -> bool:
    """Take back the whole posting `of`: the same lines with the other sign, as a new posting that names the old one.

    Returns whether it was new. Refuses an unknown posting, and one that was taken back under another reference.
    A posting taken back in part is an ordinary `post`.
    """
    old = Posting.objects.filter(reference=of).first()
    if old is None:
        raise UnknownPosting(reference=of)
    lines = {name: -centimes for name, centimes in old.lines.values_list("account__name", "centimes")}
    taken_back = Posting.objects.filter(reverses=old).exclude(reference=reference)
    if taken_back.exists():
        raise AlreadyReversed(reference=of)
    draft = Draft(reference=reference, lines=lines, day=day, cause=cause, memo=memo, reverses=old.pk)
    new = bool(book([draft], now=now))
    if not new and taken_back.exists():  # by somebody else, meanwhile
        raise AlreadyReversed(reference=of)
    return new
