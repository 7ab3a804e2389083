"""The sample's money: what happened to it in half a year, through the same actions as everything else.

Prices say where they go; the members of Tifawin have worked, adopted a rule and shared two payouts; two persons let
those go and the bank carried them out; one line was given back; the souk of last week stands in the cash book.
"""

from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime, timedelta

from twiza.bank import api as bank
from twiza.cashbook import api as cashbook
from twiza.catalog import api as catalog
from twiza.commission import api as commission
from twiza.cooperatives.api import Cooperative
from twiza.delivery import api as delivery
from twiza.kernel.money import Money
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.members import api as members
from twiza.ordering import api as ordering
from twiza.people import api as people
from twiza.plumbing.api import deliver
from twiza.settlement import api as settlement

WOMEN = (
    "فاطمة أيت علي", "زهرة بوزيد", "خديجة أمغار", "رقية إد بلعيد", "عائشة أوشن", "مينة تامسولت",
    "حليمة بنحمو", "نعيمة الراجي", "السعدية أكناو", "كلثوم أيت باها", "فاضمة أزناك", "إجو أمزيل",
)  # fmt: skip
# A scan stands in for the minutes: one white point.
MINUTES = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63fa0f0001050101cf27e6e60000"
    "000049454e44ae426082"
)
ROUNDS = 50
MONEY = ("twiza.ordering", "twiza.settlement", "twiza.payments", "twiza.members", "twiza.delivery")


def tell_everybody(now: datetime) -> None:
    """Whatever was announced of money reaches those who book it, until nothing is left; the worker tells the rest."""
    for _round in range(ROUNDS):
        if not deliver(now, most=2_000, of=MONEY):
            return


def state_prices(cooperative: Cooperative, *, now: datetime) -> None:
    """Where the money of each price goes: work takes most of it, and no two goods share it alike."""
    then = now - timedelta(days=20)
    rows = catalog.products_of_cooperative(cooperative.pk, page_size=100).items
    stated = catalog.price_statements([variant.id for row in rows for variant in row.variants])
    for row in rows:
        product = catalog.product_of_cooperative(cooperative.pk, row.id)
        for variant in row.variants:
            if variant.id not in stated:
                _state(product, variant.id, then)


def _state(product: catalog.Product, variant_id: int, then: datetime) -> None:
    variant = catalog.variant_of_cooperative(product.cooperative_id, variant_id)
    path = catalog.path_of(product.category_id)
    taken = commission.commission_of(
        [commission.Sold(product.cooperative_id, path, variant.price_centimes)], on=day_of(then)
    )[0]
    _vat, rest = catalog.due_of(
        variant.price_centimes,
        vat_class=product.vat_class,
        platform_centimes=taken.centimes + taken.vat_centimes,
        on=day_of(then),
    )
    chance = random.Random(f"price {variant_id}")
    work, materials, packaging, share = Money(rest).split([chance.randint(50, 66), chance.randint(18, 30), 6, 10])
    catalog.state_price(
        variant=variant,
        materials_centimes=materials.centimes,
        work_centimes=work.centimes,
        packaging_centimes=packaging.centimes,
        share_centimes=share.centimes,
        commission_centimes=taken.centimes,
        commission_vat_centimes=taken.vat_centimes,
        by=None,
        now=then,
    )


def gather_members(cooperative: Cooperative, *, manager: people.Person, now: datetime) -> None:
    """Twelve women, one of them without a phone, their rule, and eight weeks of work."""
    if members.members_of(cooperative.pk).items:
        return
    first = day_of(now) - timedelta(days=190)
    lines = [
        members.MemberLine(
            name=name,
            number=number,
            phone="" if number == 12 else f"06630010{number:02d}",
            joined_on=first,
            shares=5,
            capital_centimes=500_00,
        )
        for number, name in enumerate(WOMEN, start=1)
    ]
    enrolled = members.enrol_members(
        cooperative=cooperative, lines=list(enumerate(lines, start=1)), by=manager, now=now
    )
    members.adopt_rule(
        cooperative=cooperative,
        kind="mixed",
        weights={"hours": 7_000, "quantity": 0, "operation": 0, "equal": 3_000},
        cooperative_basis_points=1_500,
        adopted_on=first,
        starts_on=first,
        minutes=MINUTES,
        minutes_name="minutes.png",
        by=manager,
        now=now,
        note="",
    )
    chance = random.Random("work")
    for week in reversed(range(26)):
        day = day_of(now) - timedelta(days=2 + 7 * week)
        members.record_work(
            cooperative=cooperative,
            day=day,
            lines=[
                members.WorkLine(
                    member_id=member.pk, kind="hours", measure=30 * chance.randint(4, 16), what="كسر اللوز وعصر الزيت"
                )
                for member in enrolled
                if chance.random() < 0.8
            ],
            by=manager,
            now=now,
        )


def sell_at_the_souk(cooperative: Cooperative, *, manager: people.Person, now: datetime) -> None:
    """What Tifawin sold by itself in the last weeks."""
    chance = random.Random("souk")
    items = catalog.products_of_cooperative(cooperative.pk, page_size=100).items
    goods = [variant for item in items for variant in item.variants if variant.on_hand >= 8]
    for number in range(min(12, len(goods))):
        variant = goods[number]
        cashbook.record_sale(
            cooperative_id=cooperative.pk,
            variant_id=variant.id,
            quantity=chance.choice((1, 1, 2, 3)),
            price_centimes=variant.price_centimes,
            where=("souk", "souk", "door", "message")[number % 4],
            paid_by=("cash", "cash", "transfer")[number % 3],
            by=manager,
            now=now - timedelta(days=1 + 2 * (number // 4), hours=number % 4),
            key=f"sample-{number}",
        )


def give_one_line_back(cooperative: Cooperative, *, desk: people.Person, now: datetime) -> None:
    """One buyer who paid at the door has half of a line back, in cash."""
    for money in settlement.parts_money_of_cooperative(cooperative.pk, states=("released", "held")).items:
        if money.way == "cash" and not money.refunded:
            settlement.decide_refund(
                part_id=money.part_id,
                items={money.lines[0].line_id: money.lines[0].paid // 2},
                reason=settlement.refund_reasons()[0][0],
                way="cash",
                by=desk,
                now=now,
                key="sample",
            )
            return


def bring_in_cash(until: date, *, desk: people.Person, now: datetime) -> None:
    """Carriers pay what they collected up to a day: a slip each, less their fees, and the money on our account."""
    then = now - timedelta(days=(day_of(now) - until).days)
    by_carrier: dict[str, list[delivery.ShipmentCard]] = {}
    for parcel in delivery.cash_waiting():
        if parcel.cash and parcel.cash.collected_at and day_of(parcel.cash.collected_at) <= until:
            by_carrier.setdefault(parcel.carrier_code, []).append(parcel)
    for carrier, parcels in by_carrier.items():
        slip = f"BR-{until:%Y%m%d}-{carrier[:3].upper()}"
        data, net = slip_of(parcels)
        remittance, _new = delivery.read_remittance(
            carrier_code=carrier, slip=slip, data=data, name=f"{slip}.csv", by=desk, now=then
        )
        delivery.book_remittance(remittance=remittance, by=desk, now=then)
        paid = statement(until + timedelta(days=1), [], [(net, f"VERSEMENT {slip}")])
        bank.import_statement(data=paid, name=f"releve-{slip}.csv", by=desk, now=then, account_code="main")
    tell_everybody(now)


def slip_of(parcels: list[delivery.ShipmentCard]) -> tuple[bytes, int]:
    """A carrier's slip, which keeps what delivering cost; and what it pays."""
    out, net = io.StringIO(), 0
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(["N° colis", "Montant encaissé (DH)", "Frais"])
    for parcel in parcels:
        assert parcel.cash is not None
        part = ordering.part_of_cooperative(parcel.cooperative_id, parcel.reference)
        fee = part.delivery_centimes + part.cash_fee_centimes
        sheet.writerow([parcel.reference, _comma(parcel.cash.due_centimes), _comma(fee)])
        net += parcel.cash.due_centimes - fee
    return out.getvalue().encode(), net


def last_payout_days(today: date, how_many: int) -> list[date]:
    """The latest days of payout before `today`, the oldest first."""
    days, day = list[date](), today - timedelta(days=1)
    while len(days) < how_many:
        if day.day in rule("house.payout_days", on=day).value:
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]


def pay_out(on: date, *, first: people.Person, second: people.Person, now: datetime) -> None:
    """The run of a day: prepared, approved by one, released by another, carried out by the bank two days later."""
    then = now - timedelta(days=(day_of(now) - on).days)
    settlement.release_parts(now=then)
    run = settlement.prepare_payouts(on=on, now=then)
    if run.status != "prepared":
        return
    settlement.approve_run(run_id=run.pk, by=first, now=then)
    settlement.release_run(run_id=run.pk, by=second, now=then)
    tell_everybody(now)
    sent = [bank.transfer_of(payout.reference) for payout in settlement.payouts_of_run(run.pk).items]
    rows = [(card.amount_centimes, f"VIR EMIS {card.reference} {card.payee_name}") for card in sent if card]
    if not rows:
        return
    for number in {card.batch_number for card in sent if card and card.batch_number}:
        bank.send_batch(batch=bank.batch_by_number(number), by=second, now=then)
    paid = on + timedelta(days=2)
    bank.import_statement(
        data=statement(paid, rows),
        name=f"releve-{paid}.csv",
        by=first,
        now=then + timedelta(days=2),
        account_code="main",
    )
    tell_everybody(now)


def release_what_is_due(*, now: datetime) -> None:
    """As every night: what was held long enough waits for the next payout. No worker was there in the sample's past."""
    settlement.release_parts(now=now)


def statement(day: date, debits: list[tuple[int, str]], credits: list[tuple[int, str]] = ()) -> bytes:  # type: ignore[assignment]
    """A bank's CSV of one day, as French banks write it."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(["Date", "Libellé", "Débit", "Crédit"])
    for centimes, text in debits:
        sheet.writerow([f"{day:%d/%m/%Y}", text, _comma(centimes), ""])
    for centimes, text in credits:
        sheet.writerow([f"{day:%d/%m/%Y}", text, "", _comma(centimes)])
    return out.getvalue().encode()


def _comma(centimes: int) -> str:
    return f"{centimes // 100},{centimes % 100:02d}"
