"""Rights used, all through the front doors: confirmed and received parts, withdrawals, claims, clocks that pass."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tests.conftest import NOW
from tests.make.ordering import Seller
from tests.make.settlement import a_received_part, line_ids
from twiza.clocks.api import clocks_of, tick_clocks
from twiza.kernel.periods import MOROCCO, day_of
from twiza.ordering import api as ordering
from twiza.plumbing.api import deliver
from twiza.plumbing.models import Delivery, Letter
from twiza.protection import api as protection

_keys = count(1)


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """That moment in Morocco."""
    return datetime.combine(day, time(hour, minute), MOROCCO)


def last_minute(day: date) -> datetime:
    return at(day, 23, 59)


def confirm(part: ordering.CooperativeOrder, *, at: datetime = NOW) -> ordering.CooperativeOrder:
    """The written confirmation was given, without setting its paper."""
    ordering.Order.objects.filter(pk=part.order_id).update(confirmation_given_at=at)
    part.order.refresh_from_db()
    return part


def a_confirmed_part(
    seller: Seller, quantities: dict[int, int] | None = None, *, way: str = "card", now: datetime = NOW
) -> ordering.CooperativeOrder:
    """Ordered, paid, received at `now`, its confirmation in the buyer's hands."""
    return confirm(a_received_part(seller, quantities, way=way, now=now), at=now)


def withdraw(
    part: ordering.CooperativeOrder, items: dict[int, int] | None = None, *, now: datetime = NOW, **changes: Any
) -> protection.Withdrawal:
    """She changes her mind about these pieces, or about all that she may."""
    if items is None:
        rights = protection.rights_of_part(part, now=now)
        items = {line.line_id: line.left for line in rights.lines if line.may_withdraw}
    asked: dict[str, Any] = {
        "returned_by": "carrier",
        "refund_way": "cash" if part.payment == "cash" else "as_paid",
        "key": f"form-{next(_keys)}",
        "by": None,
    }
    return protection.ask_withdrawal(part=part, items=items, now=now, **(asked | changes))


def claim(
    part: ordering.CooperativeOrder, line_id: int | None = None, *, now: datetime = NOW, **changes: Any
) -> protection.GuaranteeClaim:
    """It arrived broken, she found it on the day of receipt, and wants her money back."""
    got = part.ended_at or now
    asked: dict[str, Any] = {
        "kind": "defect",
        "defect": "broken",
        "found_on": got.astimezone(MOROCCO).date(),
        "text": "القنينة مكسورة",
        "remedy": "refund",
        "key": f"form-{next(_keys)}",
        "by": None,
    }
    return protection.claim_guarantee(part=part, line_id=line_id or line_ids(part)[0], now=now, **(asked | changes))


def hear(now: datetime, monkeypatch: Any) -> None:
    """What was announced reaches protection and settlement, by a worker whose wall clock shows `now`."""
    monkeypatch.setattr(timezone, "now", lambda: now)
    while deliver(now, of=["twiza.protection", "twiza.settlement"]):
        pass
    stuck = Delivery.objects.filter(done_at=None, reaction__startswith="twiza.protection").select_related("fact")
    assert [(row.fact.kind, row.reaction, row.error) for row in stuck] == []


def pass_time(until: datetime, monkeypatch: Any) -> None:
    """It is `until`: the clocks that are due remind and fire, and protection hears of them."""
    tick_clocks(now=until)
    hear(until, monkeypatch)


def clocks_running(part: ordering.CooperativeOrder, *, now: datetime) -> dict[str, tuple[str, date]]:
    """Kind → state and the last day, of the part's clocks."""
    views = clocks_of([f"part:{part.number}"], now=now)[f"part:{part.number}"]
    return {view.kind: (view.state, day_of(view.due_at - timedelta(seconds=1))) for view in views}


def letters(kind: str) -> list[str]:
    """What was written to somebody under this kind."""
    return list(Letter.objects.filter(kind=kind).order_by("pk").values_list("text", flat=True))
