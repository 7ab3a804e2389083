"""Orders that are paid, delivered, refunded and paid out, all through the front doors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from tests.conftest import NOW
from tests.make.ordering import Seller, a_basket, a_seller, on_its_way, place, to_douar
from tests.make.payments import acquirer_says, bank_brings
from tests.make.people import make_person
from twiza.bank.api import Imported, Transfer, import_statement
from twiza.delivery import api as delivery
from twiza.kernel.money import Money
from twiza.kernel.periods import day_of
from twiza.ledger.api import trial_balance
from twiza.ordering import api as ordering
from twiza.payments.api import Payment, Repayment, confirm_repayment, fail_repayment
from twiza.people.api import Person
from twiza.plumbing.api import deliver
from twiza.plumbing.models import Delivery
from twiza.settlement import api as settlement
from twiza.settlement import jobs

LONG_AGO = NOW - timedelta(days=300)
RELEASE = NOW + timedelta(days=15)  # what is received at NOW is free by then
_serial = count(1)


def hear_all(now: datetime = NOW) -> None:
    """Every fact reaches whoever reacts to it; a reaction of ours that failed is the test's failure."""
    while deliver(now):
        pass
    stuck = Delivery.objects.filter(done_at=None, reaction__startswith="twiza.settlement").select_related("fact")
    assert [(row.fact.kind, row.reaction, row.error) for row in stuck] == []


def a_settled_seller(manager: Person | None = None, *goods: dict[str, Any], **fields: Any) -> Seller:
    """A cooperative that pays the usual commission, 5 %: not new, not remote, not led by women."""
    usual = {"commune": "Essaouira", "members": 20, "women_members": 5, "now": LONG_AGO}
    return a_seller(manager or make_person(), *goods, **(usual | fields))


def an_order(
    quantities: dict[int, int],
    *,
    way: str = "cash",
    now: datetime = NOW,
    choices: dict[int, str] | None = None,
    **changes: Any,
) -> ordering.Order:
    """The basket, ordered and to be paid in one way for all its parts."""
    basket = a_basket(quantities, now=now)
    look: dict[str, Any] = {"basket": basket, "address": to_douar(), "choices": choices or {}, "now": now}
    ways = {part.group.cooperative_id: way for part in ordering.checkout_view(**look).parts}
    total = ordering.checkout_view(**look, payments=ways).total_centimes
    return place(basket, now=now, payments=ways, choices=choices, seen_total_centimes=total, **changes)


def parts_of(order: ordering.Order) -> list[ordering.CooperativeOrder]:
    return list(ordering.CooperativeOrder.objects.filter(order=order).select_related("order").order_by("pk"))


def pay_by_card(order: ordering.Order, *, now: datetime = NOW, **changes: str) -> str:
    """The acquirer calls back that the card was charged; gives our answer. The same money however often it calls."""
    payment = Payment.objects.get(reference=f"{order.number}:card")
    return acquirer_says(payment, now=now, **({"TransId": f"trans-{payment.pk}"} | changes)).text


def pay_by_transfer(order: ordering.Order, *, now: datetime = NOW, centimes: int | None = None) -> None:
    """The buyer's transfer stands on our bank's statement, with the number she was told to write."""
    payment = Payment.objects.get(reference=f"{order.number}:transfer")
    bank_brings((payment.amount_centimes if centimes is None else centimes, f"VIREMENT RECU {payment.number}"), now=now)


def receive(part: ordering.CooperativeOrder, seller: Seller, *, now: datetime = NOW) -> None:
    """Confirmed, sent, and given to the buyer, who says her code; what cash is due is collected."""
    on_its_way(part, seller.manager, now=now)
    parcel = delivery.shipment_by_reference(part.number)
    delivery.record_delivery(shipment=parcel, now=now, role="carrier")
    ordering.follow_parcel(reference=part.number, now=now)


def a_received_part(
    seller: Seller, quantities: dict[int, int] | None = None, *, way: str = "cash", now: datetime = NOW
) -> ordering.CooperativeOrder:
    """One part, paid, received, and settled."""
    order = an_order(quantities or {seller.variants[0].pk: 1}, way=way, now=now)
    if way == "card":
        pay_by_card(order, now=now)
        hear_all(now)
    (part,) = parts_of(order)
    receive(part, seller, now=now)
    hear_all(now)
    part.refresh_from_db()
    return part


def line_ids(part: ordering.CooperativeOrder) -> list[int]:
    return list(ordering.OrderLine.objects.filter(part=part).order_by("pk").values_list("pk", flat=True))


def a_released_run(
    first: Person, second: Person, *, on: date | None = None, now: datetime = RELEASE
) -> settlement.PayoutRun:
    """What is free by `now` is released, a run prepared, approved by one and released by the other."""
    settlement.release_parts(now=now)
    run = settlement.prepare_payouts(on=on or day_of(now), now=now)
    settlement.approve_run(run_id=run.pk, by=first, now=now)
    return settlement.release_run(run_id=run.pk, by=second, now=now)


def bank_says(rows: Iterable[tuple[str, int]], *, now: datetime = RELEASE) -> Imported:
    """Our bank's statement, with these words and centimes (below zero: it left)."""
    lines = ["Date opération;Libellé;Débit;Crédit;Référence"]
    for text, centimes in rows:
        amount = str(Money(abs(centimes))).replace(".", ",")
        debit, credit = (amount, "") if centimes < 0 else ("", amount)
        lines.append(f"{day_of(now):%d/%m/%Y};{text};{debit};{credit};OP{next(_serial):08d}")
    (imported,) = import_statement(data="\n".join(lines).encode(), name="releve.csv", by=None, now=now)
    return imported


def bank_pays(payout: settlement.Payout, *, now: datetime = RELEASE) -> None:
    """The statement shows the payout's transfer."""
    transfer = Transfer.objects.get(reference=payout.reference)
    bank_says([(f"VIREMENT {transfer.reference}", -transfer.amount_centimes)], now=now)


def bank_returns(payout: settlement.Payout, *, now: datetime = RELEASE) -> None:
    """The statement shows it coming back."""
    transfer = Transfer.objects.get(reference=payout.reference)
    bank_says([(f"RETOUR VIREMENT {transfer.reference} COMPTE CLOTURE", transfer.amount_centimes)], now=now)


def buyer_gets(refund: settlement.Refund, *, by: Any, now: datetime = NOW) -> None:
    """Whoever gave the money (cash, or by hand at the acquirer) says so."""
    confirm_repayment(repayment=Repayment.objects.get(reference=refund.reference), now=now, by=by)


def buyer_gets_nothing(refund: settlement.Refund, *, now: datetime = NOW) -> None:
    fail_repayment(repayment=Repayment.objects.get(reference=refund.reference), reason="carte expirée", now=now)


def books() -> dict[str, int]:
    """Account → balance, debit positive, where it is not zero; and the books balance."""
    trial = trial_balance()
    assert trial.difference == 0
    return {row.account: row.balance for row in trial.rows}


CHECKS = (
    jobs.balances_agree,
    jobs.paid_agrees,
    jobs.refunds_agree,
    jobs.nothing_lies_about,
    jobs.commissions_agree,
    jobs.payouts_agree,
)


def differences(now: datetime = NOW) -> list[str]:
    """What the checks of money find."""
    return [sentence for check in CHECKS for sentence in check(now)]
