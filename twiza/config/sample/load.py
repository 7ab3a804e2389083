"""The order of the load, and who may sign in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from twiza.config.sample import goods, money, orders, rights, sellers, tariffs
from twiza.cooperatives.api import Cooperative
from twiza.kernel.periods import day_of
from twiza.people import api as people

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class SignIn:
    name: str
    phone: str
    what: str
    role: str = ""


SIGN_INS = (
    SignIn("Nadia", "+212661000001", "desk: verifies cooperatives, reviews products", "desk"),
    SignIn("Fatima", sellers.FATIMA, "manager of the Tifawin cooperative: its workshop"),
    SignIn("Zahra", "+212661000003", "preparer of the Tifawin cooperative"),
    SignIn("Salma", "+212661000004", "buyer with orders"),
    SignIn("Youssef", "+212661000005", "head of an invented consumer association"),
    SignIn("Driss", "+212661000006", "desk: the second person who lets payouts go", "desk"),
)


def load_sample(
    now: datetime,
    progress: Progress = lambda done, total: None,
    *,
    most_cooperatives: int = 24,
    most_orders: int = orders.HOW_MANY,
) -> dict[str, int]:
    """Persons, carriers, cooperatives, products, past orders; what is there already is left as it is.

    Returns how many there are of each afterwards. Reference data must be there (`twiza load-reference`).
    """
    cast = {sign_in.name: person_of(sign_in) for sign_in in SIGN_INS}
    with transaction.atomic():
        tariffs.enter(now)
    lines = goods.read_lines()
    rows = sellers.read()[:most_cooperatives]
    shelves = goods.read_goods()
    products, sold_by = 0, []
    for done, row in enumerate(rows, start=1):
        with transaction.atomic():
            cooperative = sellers.found(row, lines[row.line], desk=cast["Nadia"], now=now)
            if row.slug == sellers.TIFAWIN:
                sellers.join(cooperative, cast["Zahra"], "preparer", now=now)
            sold_by.append(cooperative)
            products += goods.stock_up(
                cooperative, row, shelves[row.line], lines[row.line], desk=cast["Nadia"], now=now
            )
        progress(done, len(rows))
    with transaction.atomic():
        sellers.leave_work_for_the_desk(desk=cast["Nadia"], now=now)
    for cooperative in sold_by[::3]:  # not everybody says where the money goes
        with transaction.atomic():
            money.state_prices(cooperative, now=now)
    placed = orders.place_past_orders(most_orders, buyer=cast["Salma"], now=now, progress=progress)
    if placed:
        settle(sold_by[0], cast, now=now)
        rights.use_rights(sold_by[0], cast, now=now)
    return {"persons": len(cast), "cooperatives": len(rows), "products": products, "orders": placed}


def settle(tifawin: Cooperative, cast: dict[str, people.Person], *, now: datetime) -> None:
    """The money of the past orders: in the books, paid out twice, shared by the members of Tifawin."""
    manager = cast["Fatima"]
    money.gather_members(tifawin, manager=manager, now=now)
    money.tell_everybody(now)
    for on in money.last_payout_days(day_of(now), 2):
        money.bring_in_cash(on - timedelta(days=2), desk=cast["Nadia"], now=now)
        money.pay_out(on, first=cast["Nadia"], second=cast["Driss"], now=now)
    money.release_what_is_due(now=now)
    money.give_one_line_back(tifawin, desk=cast["Nadia"], now=now)
    money.sell_at_the_souk(tifawin, manager=manager, now=now)
    money.tell_everybody(now)


def sign_ins() -> list[str]:
    """Who may sign in to the sample, a line each, with the number as people type it."""
    return [f"0{s.phone[4:]}  {s.name:8} {s.what}" for s in SIGN_INS]


def person_of(sign_in: SignIn) -> people.Person:
    person = people.person_by_contact(phone=sign_in.phone) or people.register_person(
        phone=sign_in.phone, name=sign_in.name, is_sample=True
    )
    if sign_in.role:
        people.grant_role(person, sign_in.role)
    return person
