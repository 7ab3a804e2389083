from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db import transaction

from twiza.ledger.actions.booking import book
from twiza.ledger.terms import Draft

AT_ONCE = 500


@transaction.atomic
def post_many(drafts: Iterable[Draft], *, now: datetime) -> set[str]:
    """Book many postings with few statements, all or none; returns the references that were new. As `post`, otherwise.

    For runs (payouts, releases): what is posted already is passed over, so a run that broke off is simply done again.
    """
    new = set[str]()
    left = iter(drafts)
    while some := list(islice(left, AT_ONCE)):
        new |= book(some, now=now)
    return new
