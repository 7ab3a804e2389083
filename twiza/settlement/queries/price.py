"""Where the money of sold products went, from the books: what a product's page shows beside what is stated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from twiza.catalog.api import BookedView, Product
from twiza.kernel.periods import MOROCCO
from twiza.ledger.api import turnovers
from twiza.settlement.models import SettledLine
from twiza.settlement.queries.sold import price_from_books
from twiza.settlement.states import Status

SETTLED = [Status.HELD, Status.RELEASED]


def products_sold(*, since: date, after: int = 0, limit: int = 500) -> list[int]:
    """The ids of products received and paid since that day, rising, from `after` on. One query."""
    rows = SettledLine.objects.filter(
        settled__status__in=SETTLED,
        settled__received_at__gte=datetime.combine(since, time(), MOROCCO),
        product_id_sold__gt=after,
    )
    return list(rows.values_list("product_id_sold", flat=True).order_by("product_id_sold").distinct()[:limit])


def booked_prices(product_ids: Iterable[int], *, since: date, until: date) -> list[BookedView]:
    """Of each product what was paid for it since that day and kept, and where it went; products of which nothing was
    are left out. Three queries.

    Delivery is apart, for it is of a parcel. What reached the members is the cooperative's part, in the proportion in
    which the cooperative shared all that reached it in these days: distributions know members, not products.
    """
    sold = price_from_books(product_ids, since=since)
    owners = dict(Product.objects.filter(pk__in=sold).values_list("pk", "cooperative_id"))
    shared = shared_among_members(owners.values(), since=since, until=until)
    found = []
    for pk, cooperative_id in sorted(owners.items()):
        books, (members, whole) = sold[pk], shared.get(cooperative_id, (0, 0))
        net = books.cooperative_net_centimes
        if books.sold_centimes <= 0 or net < 0:
            continue
        found.append(
            BookedView(
                product_id=pk,
                since=since,
                until=until,
                sold_centimes=books.sold_centimes,
                commission_centimes=books.commission_centimes,
                commission_vat_centimes=books.commission_vat_centimes,
                members_centimes=(2 * net * members + whole) // (2 * whole) if whole else None,
            )
        )
    return found


def shared_among_members(cooperative_ids: Iterable[int], *, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Of each cooperative what went to members, and all that was shared, by its distributions of these days; those
    that shared nothing are left out. One query.
    """
    ids = sorted(set(cooperative_ids))
    accounts = [f"cooperative:{pk}:{kind}" for pk in ids for kind in ("to_share", "share")]
    moved = turnovers(accounts, since=since, until=until, references="distribution:")
    found = {}
    for pk in ids:
        out, back = moved.get(f"cooperative:{pk}:to_share", (0, 0))
        given_up, kept = moved.get(f"cooperative:{pk}:share", (0, 0))
        whole = out - back
        if whole > 0:
            found[pk] = (min(max(whole - kept + given_up, 0), whole), whole)
    return found
