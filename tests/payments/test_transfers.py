"""A buyer's transfer is recognised by the number she wrote, however she or her bank wrote it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.payments import RIB, a_payment, bank_brings
from twiza.bank.api import entries, entry
from twiza.ledger.api import balances, trial_balance
from twiza.payments import jobs
from twiza.payments.api import (
    Standing,
    expire_payments,
    parked_receipts,
    place_money,
    take_batch,
    take_credit,
    waiting_for_desk,
)
from twiza.payments.models import Payment, Receipt, Repayment
from twiza.payments.queries.matching import numbers_in
from twiza.payments.reactions import recognise_transfer
from twiza.payments.terms import EntryTaken, MoreFeesThanMoney, NoSuchPayment, NotACredit, NotOpen, TooLittle
from twiza.people.api import Person
from twiza.plumbing.models import FactRow

pytestmark = pytest.mark.django_db


def money() -> dict[str, int]:
    names = ["bank:main", "bank:unexplained", "payments:in", "payments:parked", "buyer:refunds"]
    assert trial_balance().difference == 0
    return {name: centimes for name, centimes in balances(names).items() if centimes}


def kinds() -> list[str]:
    ours = FactRow.objects.exclude(kind__startswith="Credit").order_by("pk")
    return list(ours.values_list("kind", flat=True))


@pytest.mark.parametrize(
    "written",
    [
        "VIR RECU {number}",
        "vir de salma {lower} commande",
        "MOTIF:{spaced}",
        "REF{bare}FACTURE",
        "تحويل {number} شكرا",
        "{dotted}",
    ],
)
def test_it_settles_in_any_writing(written: str):
    payment = a_payment(180_50, way="transfer")
    number = payment.number
    text = written.format(
        number=number,
        lower=number.lower(),
        spaced=f"{number[:3]} {number[3:6]} {number[6:]}",
        bare=number.replace("-", ""),
        dotted=number.replace("-", ".") + "...",
    )
    bank_brings((180_50, text))
    payment.refresh_from_db()
    assert payment.status == "settled"
    assert money() == {"bank:main": 180_50, "payments:in": -180_50}
    receipt = Receipt.objects.get()
    assert (receipt.from_name, receipt.from_rib, receipt.standing) == ("SALMA BENNANI", RIB, "applied")
    assert entry(int(receipt.external_id)).purpose == "payment"
    assert kinds() == ["PaymentSettled"]


def test_the_orders_number_will_do_too():
    payment = a_payment(180_50, way="transfer", reference="TW-4K7Q2M7:transfer")
    assert "TW-4K7Q2M7" not in numbers_in("TW-4K7Q2MX")
    reference = payment.reference.partition(":")[0]
    assert numbers_in(f"commande {reference}") in ([reference], [])
    Payment.objects.update(reference=f"{_sound('TW')}:transfer")
    bank_brings((180_50, f"commande {Payment.objects.get().reference[:10]}"))
    payment.refresh_from_db()
    assert payment.status == "settled"


def _sound(prefix: str) -> str:
    from twiza.kernel.numbers import public_number

    return public_number(prefix)


def test_what_names_nothing_of_ours_is_left_to_the_desk():
    payment = a_payment(180_50, way="transfer")
    wrong = payment.number[:-1] + ("2" if payment.number[-1] != "2" else "3")
    bank_brings((180_50, f"VIR {wrong}"), (180_50, "LOYER NOVEMBRE"), (-50_00, f"CHEQUE {payment.number}"))
    payment.refresh_from_db()
    assert payment.status == "open"
    assert not Receipt.objects.exists()
    assert len(entries(unexplained=True).items) == 3


def test_two_payments_in_one_text_are_left_to_the_desk():
    first, second = a_payment(100_00, way="transfer"), a_payment(80_00, way="transfer")
    bank_brings((180_00, f"{first.number} et {second.number}"))
    assert not Receipt.objects.exists()


def test_other_amounts_and_late_ones_are_parked(nadia: Person):
    payment = a_payment(180_50, way="transfer")
    bank_brings((180_00, payment.number))
    expire_payments(now=NOW + timedelta(hours=2))
    bank_brings((180_50, payment.number))
    assert list(Receipt.objects.order_by("pk").values_list("standing", flat=True)) == [
        Standing.WRONG_AMOUNT,
        Standing.LATE,
    ]
    assert money() == {"bank:main": 360_50, "payments:parked": -360_50}
    assert [card.standing for card in parked_receipts().items] == [Standing.WRONG_AMOUNT, Standing.LATE]
    waiting = waiting_for_desk()
    assert (waiting.parked, waiting.parked_centimes) == (2, 360_50)
    assert jobs.parked_money(NOW) == []


def test_the_same_news_again_changes_nothing():
    payment = a_payment(180_50, way="transfer")
    bank_brings((180_50, payment.number))
    row = entries().items[0]
    from twiza.bank.api import CreditBooked

    before = money()
    for _ in range(2):
        recognise_transfer(CreditBooked(entry_id=row.id))
    assert money() == before
    assert Receipt.objects.count() == 1


def test_the_desk_says_what_an_entry_is_for(nadia: Person):
    payment = a_payment(180_50, way="transfer")
    bank_brings((180_50, "SANS MOTIF"), (-20_00, "FRAIS"))
    credit = next(row for row in entries().items if row.centimes > 0)
    debit = next(row for row in entries().items if row.centimes < 0)
    with pytest.raises(NoSuchPayment):
        take_credit(entry_id=credit.id, number="PY-2222223", now=NOW, by=nadia)
    with pytest.raises(NotACredit):
        take_credit(entry_id=debit.id, number=payment.number, now=NOW, by=nadia)
    receipt = take_credit(entry_id=credit.id, number=payment.number.lower(), now=NOW, by=nadia)
    assert receipt is not None
    assert (receipt.status, receipt.payment) == ("applied", payment)
    assert take_credit(entry_id=credit.id, number=payment.number, now=NOW, by=nadia) == receipt
    assert money()["payments:in"] == -180_50


def test_the_acquirer_pays_a_batch_and_keeps_its_fees(nadia: Person):
    bank_brings((980_00, "REMISE CARTES"), (-1_00, "FRAIS"), (5_00, "INTERETS"))
    batch, fees, interest = sorted(entries().items, key=lambda row: -abs(row.centimes))[0], None, None
    for row in entries().items:
        fees = row if row.centimes < 0 else fees
        interest = row if row.centimes == 5_00 else interest
    assert fees is not None
    assert interest is not None
    with pytest.raises(NotACredit):
        take_batch(entry_id=fees.id, code="acquirer", fees_centimes=0, now=NOW, by=nadia)
    with pytest.raises(MoreFeesThanMoney):
        take_batch(entry_id=batch.id, code="acquirer", fees_centimes=-1, now=NOW, by=nadia)
    take_batch(entry_id=batch.id, code="acquirer", fees_centimes=20_00, now=NOW, by=nadia)
    take_batch(entry_id=batch.id, code="acquirer", fees_centimes=20_00, now=NOW, by=nadia)
    with pytest.raises(EntryTaken):
        take_batch(entry_id=batch.id, code="acquirer", fees_centimes=21_00, now=NOW, by=nadia)
    assert balances(["card:acquirer:clearing", "card:acquirer:fees", "bank:unexplained"]) == {
        "card:acquirer:clearing": -1000_00,
        "card:acquirer:fees": 20_00,
        "bank:unexplained": -4_00,
    }
    payment = a_payment(5_00, way="transfer")
    take_batch(entry_id=interest.id, code="acquirer", fees_centimes=0, now=NOW, by=nadia)
    with pytest.raises(EntryTaken):
        take_credit(entry_id=interest.id, number=payment.number, now=NOW, by=nadia)


def test_two_halves_make_a_whole_and_what_is_above_goes_back(nadia: Person):
    payment, done = a_payment(180_50, way="transfer"), a_payment(10_00, way="transfer")
    bank_brings((100_00, payment.number), (10_00, done.number))
    first = Receipt.objects.get(payment=payment)
    with pytest.raises(TooLittle):
        place_money(receipt_ids=[first.pk], number=payment.number, now=NOW, by=nadia)
    with pytest.raises(NotOpen):
        place_money(receipt_ids=[first.pk], number=done.number, now=NOW, by=nadia)
    with pytest.raises(NoSuchPayment):
        place_money(receipt_ids=[first.pk], number="PY-2222223", now=NOW, by=nadia)
    bank_brings((90_00, payment.number))
    second = Receipt.objects.get(centimes=90_00)
    place_money(receipt_ids=[first.pk, second.pk], number=payment.number, now=NOW, by=nadia)
    payment.refresh_from_db()
    assert payment.status == "settled"
    assert money() == {"bank:main": 200_00, "payments:in": -190_50, "buyer:refunds": -9_50}
    rest = Repayment.objects.get()
    assert (rest.amount_centimes, rest.route, rest.payee_rib, rest.status) == (9_50, "transfer", RIB, "under_way")
    assert kinds().count("PaymentSettled") == 2
    for again in ([first.pk], [second.pk]):
        with pytest.raises(NotOpen):
            place_money(receipt_ids=again, number=payment.number, now=NOW, by=nadia)
    assert jobs.settled_payments(NOW) == []
    assert jobs.parked_money(NOW) == []
