"""What must agree between the cash book and the books."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from twiza.cashbook.models import Sale
from twiza.cashbook.states import Status
from twiza.ledger.api import sums_by_cause
from twiza.plumbing.api import checked

AT_ONCE = 500


@checked("sales of cooperatives are in the books")
def sales_are_booked(now: datetime) -> list[str]:
    """A paid sale stands there with its total; one that is owed or taken back with nothing."""
    found = list[str]()
    rows = Sale.objects.order_by("pk").values_list("pk", "cooperative", "status", "total_centimes").iterator()
    while some := list(islice(rows, AT_ONCE)):
        booked = sums_by_cause(f"cashbook.sale:{pk}" for pk, *_rest in some)
        for pk, cooperative, status, total in some:
            stands = booked.get(f"cashbook.sale:{pk}", {}).get(f"cooperative:{cooperative}:received", 0)
            due = total if status == Status.PAID else 0
            if stands != due:
                found.append(f"Sale {pk} should stand in the books with {due} centimes, and stands with {stands}.")
    return found[:100]
