"""What the registry does when something happened; each may run twice."""

from __future__ import annotations

from django.utils import timezone

from twiza.cooperatives.facts import CooperativeChanged, CooperativeRefused, CooperativeSuspended, CooperativeVerified
from twiza.cooperatives.queries.searching import KIND, searchable
from twiza.search.api import forget_many, index_many


def index_cooperative(
    fact: CooperativeVerified | CooperativeRefused | CooperativeSuspended | CooperativeChanged,
) -> None:
    """A public one can be found as it is now, another can't."""
    found = list(searchable([fact.cooperative_id]))
    if found:
        index_many(found, now=timezone.now())
    else:
        forget_many(KIND, [str(fact.cooperative_id)])
