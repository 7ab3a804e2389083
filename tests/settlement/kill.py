"""Processes that a test kills: `python -m tests.settlement.kill prepare | shop SEED | desk SEED | finish`.

A shop orders, is called back by the acquirer, sends and refunds; a desk hears the news, releases, prepares, approves
and pays out, and (the first one) reads the bank's statement. Both go on until they are killed. `finish` does what was
left undone, lets the acquirer repeat all its calls, and prints what it finds as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import timedelta
from itertools import count

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twiza.config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from tests.conftest import NOW  # noqa: E402
from tests.make import settlement as make  # noqa: E402
from tests.make.payments import ALL_WAYS, acquirer_says  # noqa: E402
from twiza.bank.api import Transfer  # noqa: E402
from twiza.catalog.api import Variant  # noqa: E402
from twiza.delivery import api as delivery  # noqa: E402
from twiza.kernel.periods import day_of  # noqa: E402
from twiza.kernel.refusals import NotFound, Refusal  # noqa: E402
from twiza.ordering import api as ordering  # noqa: E402
from twiza.payments.api import Payment, Receipt  # noqa: E402
from twiza.people.api import Person  # noqa: E402
from twiza.plumbing.api import deliver  # noqa: E402
from twiza.settlement import api as settlement  # noqa: E402

settings.TWIZA_PAYMENTS = ALL_WAYS
LATER = NOW + timedelta(days=20)


def prepare() -> None:
    from django.core.management import call_command

    from tests.make.ordering import a_carrier
    from tests.make.people import make_person
    from tests.make.reference import load_reference

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_reference()
    a_carrier()
    for price in (120_00, 35_00):
        make.a_settled_seller(make_person(), {"variant": {"price_centimes": price, "on_hand": 9_000}})
    for name in ("nadia", "omar"):
        make_person(email=f"{name}@twiza.example", name=name, role="desk")


def say(word: str) -> None:
    print(word, flush=True)


def shop(seed: int) -> None:
    chance = random.Random(seed)
    variants = list(Variant.objects.values_list("pk", flat=True))
    while True:
        goods = dict.fromkeys(chance.sample(variants, chance.randint(1, 2)), 1)
        way = chance.choice(["card", "card", "cash"])
        order = make.an_order(goods, way=way)
        if way == "card":
            for _call in range(chance.randint(1, 2)):
                make.pay_by_card(order)
        for part in make.parts_of(order):
            send(part)
        say("order")


def send(part: ordering.CooperativeOrder) -> None:
    """To the buyer's door, from wherever it was left; one that is not paid, as far as ordering has heard, stays."""
    try:
        if part.status == "placed":
            ordering.confirm_part(part=part, actor=None, now=NOW, accept_rest=True)
        if part.status == "confirmed":
            ordering.prepare_part(part=part, actor=None, now=NOW)
        if part.status == "prepared":
            ordering.hand_over_part(part=part, actor=None, now=NOW)
        if part.status == "handed_over":
            parcel = delivery.shipment_by_reference(part.number)
            if parcel.status != "delivered":
                delivery.record_delivery(shipment=parcel, now=NOW, role="carrier")
            ordering.follow_parcel(reference=part.number, now=NOW)
    except Refusal:
        return


def desk(seed: int) -> None:
    chance = random.Random(seed)
    first, second = Person.objects.filter(email__endswith="@twiza.example").order_by("pk")[:2]
    for turn in count():
        now = LATER + timedelta(days=turn)
        deliver(now, most=40)
        settlement.release_parts(now=now)
        line = settlement.SettledLine.objects.filter(refunded_centimes=0).order_by("?").first()
        try:
            if line is not None and chance.random() < 0.5:
                settlement.decide_refund(
                    part_id=line.settled.part_id,
                    items={line.line_id: chance.randint(1, line.paid_centimes)},
                    reason="defect",
                    way="cash",
                    by=first,
                    now=now,
                )
        except Refusal:
            pass
        pay_out(first, second, now)
        if seed == 0:
            pay_transfers(now)
        say("turn")


def pay_out(first: Person, second: Person, now) -> None:
    run = settlement.prepare_payouts(on=day_of(now), now=now)
    for step in (
        lambda: settlement.approve_run(run_id=run.pk, by=first, now=now),
        lambda: settlement.release_run(run_id=run.pk, by=second, now=now),
    ):
        try:
            step()
        except (Refusal, NotFound):
            continue


def pay_transfers(now) -> None:
    rows = [
        (f"VIREMENT {t.reference}", -t.amount_centimes)
        for t in Transfer.objects.filter(status="released").order_by("pk")
    ]
    if rows:
        make.bank_says(rows, now=now)


def finish() -> None:
    make._serial = count(1_000_000)
    now = LATER + timedelta(days=300)
    for payment in Payment.objects.filter(way="card"):
        acquirer_says(payment, now=NOW, TransId=f"trans-{payment.pk}")
    for hour in range(4):
        make.hear_all(now + timedelta(hours=hour))
        for part in ordering.CooperativeOrder.objects.select_related("order"):
            send(part)
    first, second = Person.objects.filter(email__endswith="@twiza.example").order_by("pk")[:2]
    for run in settlement.PayoutRun.objects.filter(status__in=["prepared", "approved"]):
        if run.status == "prepared":
            settlement.approve_run(run_id=run.pk, by=first, now=now)
        settlement.release_run(run_id=run.pk, by=second, now=now)
    settlement.release_parts(now=now)
    pay_out(first, second, now)
    pay_transfers(now)
    make.hear_all(now + timedelta(hours=9))
    books = make.books()
    paid = settlement.Payout.objects.filter(status="paid")
    charged = Receipt.objects.filter(status="applied")
    found = {
        "orders": ordering.Order.objects.count(),
        "settled": settlement.SettledPart.objects.count(),
        "payouts": paid.count(),
        "refunds": settlement.Refund.objects.count(),
        "differences": make.differences(now),
        "charged_twice": charged.count() - charged.values("payment").distinct().count(),
        "charged": sum(charged.values_list("centimes", flat=True)) - books.get("card:acquirer:clearing", 0),
        "sent": sum(paid.values_list("transfer_centimes", flat=True)) + books.get("bank:main", 0),
        "received": sum(paid.values_list("amount_centimes", flat=True))
        - sum(v for k, v in books.items() if k.endswith(":received")),
        "in_transit": books.get("transfers:in_transit", 0),
        "still_payable": sum(-v for k, v in books.items() if k.endswith(":payable") and v < 0 and "cooperative" in k),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    verb, *seed = sys.argv[1:]
    {"prepare": prepare, "shop": shop, "desk": desk, "finish": finish}[verb](*map(int, seed))
