"""What `twiza check` asks of the bank."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from twiza.bank.models import Entry, Statement
from twiza.ledger.api import balance
from twiza.plumbing.api import checked


@checked("bank entries agree with the books")
def entries_agree(now: datetime) -> list[str]:
    """Each account's balance is the sum of its entries; what nobody explained stands on `bank:unexplained`."""
    found = []
    for row in Entry.objects.values("account").annotate(sum=Sum("centimes")).order_by("account"):
        booked = balance(f"bank:{row['account']}")
        if booked != row["sum"]:
            found.append(f"The entries of account {row['account']} make {row['sum']}, its books {booked}.")
    open_sum = Entry.objects.filter(purpose="").aggregate(sum=Sum("centimes", default=0))["sum"]
    booked = -balance("bank:unexplained")
    if booked != open_sum:
        found.append(f"Entries nobody explained make {open_sum}, bank:unexplained holds {booked}.")
    return found


@checked("bank statements go on from one another")
def statements_go_on(now: datetime) -> list[str]:
    rows = Statement.objects.exclude(missing_centimes=0).order_by("pk")
    return [
        f"Statement {row.name} of account {row.account} opens {row.missing_centimes} centimes off: one is missing."
        for row in rows
    ]
