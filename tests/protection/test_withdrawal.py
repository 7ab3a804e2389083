"""Withdrawal: which lines, until which day, how much, by when, and that it makes itself. Law 31-08 arts. 36–38, 203."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.conftest import NOW
from tests.make.cooperatives import a_rib
from tests.make.ordering import contact
from tests.make.people import make_person
from tests.make.protection import (
    a_confirmed_part,
    at,
    clocks_running,
    confirm,
    hear,
    last_minute,
    letters,
    pass_time,
    withdraw,
)
from tests.make.settlement import (
    a_received_part,
    a_released_run,
    an_order,
    bank_pays,
    bank_says,
    books,
    buyer_gets,
    differences,
    hear_all,
    line_ids,
    parts_of,
    pay_by_card,
    receive,
)
from twiza.bank.api import WrongRib, release_transfers
from twiza.catalog.api import Variant
from twiza.clocks.api import clock_by_reference
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.law.api import withdrawal as days_to_withdraw
from twiza.payments.api import Payee
from twiza.payments.models import Repayment
from twiza.plumbing.api import file_card, open_file
from twiza.plumbing.models import FactRow
from twiza.protection import api as protection
from twiza.protection.actions.keep_receipt import keep_receipt
from twiza.protection.models import RefundDuty, WithdrawnLine
from twiza.settlement import api as settlement

pytestmark = pytest.mark.django_db
LAST = date(2026, 12, 1)  # received on Monday 23 November, seven full days
DUE = date(2026, 12, 8)  # fifteen days after 23 November


def codes(part, now=NOW) -> list[str]:
    return [line.why_not for line in protection.rights_of_part(part, now=now).lines]


def test_changed_my_mind(tifawin, salma, omar, monkeypatch):
    """The whole journey of a whole part: asked, sent, received, refunded, paid; the books are as if never sold."""
    oil, amlou = (variant.pk for variant in tifawin.variants)
    part = a_confirmed_part(tifawin, {oil: 2, amlou: 1})  # 320 DH of goods; 2.2 kg: 35 DH to carry
    rights = protection.rights_of_part(part, now=NOW)
    assert (rights.received_on, rights.confirmed, rights.until) == (NOW.date(), True, LAST)
    assert [(line.left, line.may_withdraw, line.until, line.rule_id) for line in rights.lines] == [
        (2, True, LAST, "consumer.withdrawal_days"),
        (1, True, LAST, "consumer.withdrawal_days"),
    ]
    assert [code for code, _words in rights.ways] == ["as_paid", "transfer", "cash"]
    items = {line.line_id: line.left for line in rights.lines}
    quote = protection.quote_withdrawal(part=part, items=items, now=NOW)
    assert (quote.goods, quote.delivery, quote.whole, quote.refund_due_on) == (
        320_00,
        part.delivery_centimes,
        True,
        DUE,
    )

    asked = withdraw(part, now=NOW, key="once", by=salma)
    assert withdraw(part, now=NOW, key="once", by=salma) == asked  # a double click
    assert settlement.part_money(part.pk).holds[0].reference == asked.reference
    assert clocks_running(part, now=NOW)["protection.refund"] == ("running", DUE)
    hear(NOW, monkeypatch)
    keep_receipt(withdrawal_id=asked.pk)
    keep_receipt(withdrawal_id=asked.pk)
    asked.refresh_from_db()
    assert open_file(asked.receipt_id).startswith(b"%PDF")
    assert file_card(asked.receipt_id).name.startswith("RT-")
    assert len(letters("withdrawal_receipt")) == 1
    assert len(letters("withdrawal_to_team")) == 1

    protection.send_back(withdrawal=asked, tracking="AM123", by=salma, now=NOW + timedelta(days=1))
    with pytest.raises(MoveRefused):
        protection.take_back_withdrawal(withdrawal=asked, by=salma, now=NOW)
    on_hand = Variant.objects.get(pk=oil).on_hand
    later = NOW + timedelta(days=4)
    protection.receive_goods(withdrawal=asked, back_on_shelf=True, by=tifawin.manager, now=later)
    assert Variant.objects.get(pk=oil).on_hand == on_hand + 2
    view = protection.withdrawal_view(asked, now=later)
    assert (view.status, view.total, view.duty.amount) == ("refunded", quote.total, quote.total)
    assert settlement.part_money(part.pk).rest == 0
    assert not settlement.part_money(part.pk).holds
    hear(later, monkeypatch)
    buyer_gets(settlement.Refund.objects.get(pk=view.duty.refund_id), by=omar, now=later)
    hear(later, monkeypatch)
    paid = protection.refund_duty(view.duty.refund_id, now=later + timedelta(days=90))
    assert (paid.paid_on, paid.days_late, paid.overdue, paid.interest) == (later.date(), 0, False, None)
    assert clocks_running(part, now=later)["protection.refund"][0] == "met"
    assert differences(later) == []
    assert codes(part, later) == ["withdrawn", "withdrawn"]
    pass_time(at(DUE + timedelta(days=30)), monkeypatch)
    assert settlement.Refund.objects.count() == 1
    assert letters("refund_overdue") == []


def test_part_of_it_in_two_steps(tifawin, monkeypatch):
    """Pieces by pieces: the delivery follows the price of the goods, and all of it is back with the last piece."""
    oil, amlou = (variant.pk for variant in tifawin.variants)
    part = a_confirmed_part(tifawin, {oil: 2, amlou: 1})
    first, second = line_ids(part)
    fee = part.delivery_centimes
    one = withdraw(part, {first: 1})
    assert (one.whole, one.goods_centimes, one.delivery_centimes) == (False, 120_00, (2 * fee * 120 + 320) // 640)
    with pytest.raises(protection.AlreadyWithdrawn):
        withdraw(part, {first: 1})  # a line is in one running withdrawal at most
    with pytest.raises(IntegrityError), transaction.atomic():
        WithdrawnLine.objects.create(withdrawal=one, line_id=first, quantity=1, centimes=1)
    protection.refund_withdrawal(withdrawal=one, now=NOW)
    protection.refund_withdrawal(withdrawal=one, now=NOW)
    two = withdraw(part, {first: 1, second: 1})
    assert (two.whole, two.goods_centimes, two.delivery_centimes) == (True, 200_00, fee - one.delivery_centimes)
    protection.take_back_withdrawal(withdrawal=two, by=None, now=NOW)
    assert [line.left for line in protection.rights_of_part(part, now=NOW).lines] == [1, 1]
    assert RefundDuty.objects.get(reference=two.reference).dropped_at == NOW
    hear(NOW, monkeypatch)
    three = withdraw(part, {first: 1, second: 1}, now=last_minute(LAST))
    protection.refund_withdrawal(withdrawal=three, now=last_minute(LAST))
    money = settlement.part_money(part.pk)
    assert (money.rest, money.refunded, money.delivery_refunded) == (0, 320_00 + fee, fee)
    assert differences() == []
    assert len(letters("withdrawal_taken_back")) == 1


def test_until_the_last_minute_and_no_later(tifawin):
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1})
    (line,) = line_ids(part)
    with pytest.raises(protection.TooLateToWithdraw) as refused:
        withdraw(part, {line: 1}, now=at(LAST + timedelta(days=1), 0, 0))
    assert "1 دجنبر" in str(refused.value) or "2026" in str(refused.value)
    assert FactRow.objects.filter(kind="WithdrawalAsked").count() == protection.Withdrawal.objects.count() == 0
    withdraw(part, {line: 1}, now=last_minute(LAST))


@pytest.mark.parametrize(
    ("received", "given", "until"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 12, 1)),  # Monday: Tuesday of the week after
        (date(2026, 11, 26), date(2026, 11, 20), date(2026, 12, 4)),  # Thursday: Friday
        (date(2026, 11, 27), date(2026, 11, 20), date(2026, 12, 7)),  # Friday: a Saturday goes on to Monday
        (date(2026, 11, 10), date(2026, 11, 9), date(2026, 11, 19)),  # 18 November is a holiday
        (date(2026, 11, 23), None, date(2026, 12, 24)),  # no written confirmation: thirty full days
        (date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 24)),  # given only after the delivery
        (date(2028, 2, 21), date(2028, 2, 20), date(2028, 2, 29)),  # it ends on a leap day
        (date(2028, 2, 22), date(2028, 2, 20), date(2028, 3, 1)),  # a leap day inside
    ],
)
def test_the_days_of_a_part_are_those_of_the_rule_book(received, given, until):
    from twiza.protection.queries.rights import confirmed_on

    order = SimpleNamespace(is_sample=False, confirmation_given_at=at(given) if given else None)
    part = SimpleNamespace(order=order, ended_at=at(received, 13))
    assert days_to_withdraw(received, confirmed_on=confirmed_on(part)).until == until


def test_minutes_after_delivery_is_not_by_delivery(tifawin):
    part = a_received_part(tifawin, {tifawin.variants[0].pk: 1}, way="card", now=NOW)
    assert protection.rights_of_part(part, now=NOW).until == date(2026, 12, 24)
    confirm(part, at=NOW + timedelta(minutes=1))
    assert protection.rights_of_part(part, now=NOW).confirmed is False
    confirm(part, at=NOW)
    assert protection.rights_of_part(part, now=NOW).until == LAST


def test_two_deliveries_and_the_exceptions(tifawin, dairy, brahim):
    """One order, two parcels: each has its own days; what spoils can't come back, and a stranger's line is not hers."""
    order = an_order({tifawin.variants[0].pk: 1, dairy.variants[0].pk: 2}, way="card", now=NOW)
    pay_by_card(order, now=NOW)
    hear_all(NOW)
    oil, cheese = parts_of(order)
    assert codes(oil) == ["not_received"]
    with pytest.raises(protection.NotReceivedYet):
        withdraw(oil, {line_ids(oil)[0]: 1})
    confirm(oil)
    receive(oil, tifawin, now=NOW)
    receive(cheese, dairy, now=NOW + timedelta(days=3))
    hear_all(NOW + timedelta(days=3))
    for part in (oil, cheese):
        part.refresh_from_db()
        part.order.refresh_from_db()
    rights = protection.rights_of_parts([oil, cheese], now=NOW)
    assert rights[oil.pk].until == LAST
    assert rights[cheese.pk].until is None
    assert (rights[cheese.pk].received_on, codes(cheese)) == (date(2026, 11, 26), ["perishable"])
    assert rights[cheese.pk].lines[0].rule_id == "consumer.withdrawal_exceptions"
    assert rights[cheese.pk].lines[0].may_claim is True  # the guarantee holds all the same
    with pytest.raises(protection.NotReturnable):
        withdraw(cheese, {line_ids(cheese)[0]: 1})
    for items, refused in (
        ({line_ids(cheese)[0]: 1}, protection.LineNotYours),
        ({}, protection.NothingChosen),
        ({line_ids(oil)[0]: -1}, protection.NothingChosen),
        ({line_ids(oil)[0]: 2}, protection.TooManyPieces),
    ):
        with pytest.raises(refused):
            withdraw(oil, items)
    for changes, refused in (
        ({"returned_by": "pigeon"}, protection.UnknownReturn),
        ({"refund_way": ""}, protection.WayMissing),
        ({"refund_way": "gold"}, settlement.WayNotPossible),
        ({"refund_way": "transfer"}, settlement.PayeeMissing),
        ({"refund_way": "transfer", "payee": Payee("Salma", "123")}, WrongRib),
    ):
        with pytest.raises(refused):
            withdraw(oil, **changes)
    assert protection.Withdrawal.objects.count() == 0
    assert settlement.Hold.objects.count() == 0
    asked = withdraw(oil)
    assert protection.withdrawal_of_order(order, asked.number) == asked
    assert protection.withdrawal_of_cooperative(tifawin.cooperative.pk, asked.number) == asked
    another = an_order({tifawin.variants[0].pk: 1}, now=NOW, contact=contact(name="Brahim", phone="0662345678"))
    for stranger in (
        lambda: protection.withdrawal_of_order(another, asked.number),
        lambda: protection.withdrawal_of_cooperative(dairy.cooperative.pk, asked.number),
    ):
        with pytest.raises(NotFound):
            stranger()


def test_the_refund_does_not_wait_for_the_goods(tifawin, omar, monkeypatch):
    """Cash that the carrier still holds, nothing sent back: on the legal due day it is made, late it is counted."""
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1}, way="cash")
    rights = protection.rights_of_part(part, now=NOW)
    assert rights.needs_payee
    assert [code for code, _words in rights.ways] == ["transfer", "cash"]
    asked = withdraw(part, refund_way="transfer", payee=Payee(" Salma Bennani ", a_rib(5)))
    assert asked.payee_name == "Salma Bennani"
    hear(NOW, monkeypatch)
    pass_time(at(DUE - timedelta(days=2), 9), monkeypatch)
    assert len(letters("reminder_to_team")) == 1
    assert settlement.Refund.objects.count() == 0
    pass_time(at(DUE, 7, 59), monkeypatch)
    assert settlement.Refund.objects.count() == 0
    pass_time(at(DUE, 8, 5), monkeypatch)
    refund = settlement.Refund.objects.get()
    assert (refund.way, refund.amount_centimes, refund.reason) == ("transfer", part.total_centimes, "withdrawal")
    assert letters("refund_overdue") == []
    over = at(DUE + timedelta(days=1), 0, 5)
    pass_time(over, monkeypatch)
    pass_time(over + timedelta(days=4), monkeypatch)
    assert len(letters("refund_overdue")) == 1
    assert FactRow.objects.filter(kind="RefundOverdue").count() == 1
    late = protection.refund_duty(refund.pk, now=at(date(2026, 12, 12)))
    # by law a full period: 9 December, so three days on the 12th; the house counts it overdue from the 9th
    assert (late.overdue, late.days_late, late.interest, late.rule_id) == (True, 3, None, "consumer.refund_days")
    assert [row.refund_id for row in protection.overdue_refunds(now=over).items] == [refund.pk]
    assert clock_by_reference(f"protection.refund:{asked.reference}", now=over).state == "due"
    asked.refresh_from_db()
    protection.receive_goods(withdrawal=asked, condition="مستعملة", disputed=True, by=omar, now=over)  # after it
    with pytest.raises(MoveRefused):
        protection.receive_goods(withdrawal=asked, by=omar, now=over)
    view = protection.withdrawal_view(asked, now=over)
    assert (view.status, view.disputed, view.condition, view.cooperative_verbs) == ("refunded", True, "مستعملة", ())
    assert settlement.Refund.objects.count() == 1
    assert differences(over) == []


def test_used_goods_do_not_stop_the_refund(tifawin):
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1})
    asked = withdraw(part)
    with pytest.raises(protection.ConditionMissing):
        protection.receive_goods(withdrawal=asked, disputed=True, by=tifawin.manager, now=NOW)
    with pytest.raises(protection.TooManyPhotos):
        protection.receive_goods(withdrawal=asked, photos=range(7), by=tifawin.manager, now=NOW)
    protection.receive_goods(withdrawal=asked, disputed=True, condition="open", by=tifawin.manager, now=NOW)
    assert settlement.part_money(part.pk).rest == 0


def test_paid_out_before_and_refunded_before(tifawin, nadia, omar, monkeypatch):
    """Thirty days where nothing was confirmed: the cooperative was paid out already, and the buyer is paid all the
    same; what the desk gave back meanwhile is not given again.
    """
    part = a_received_part(tifawin, {tifawin.variants[0].pk: 2}, way="card", now=NOW)
    run = a_released_run(nadia, omar)
    bank_pays(settlement.Payout.objects.get(run=run))
    (line,) = line_ids(part)
    later = NOW + timedelta(days=25)
    asked = withdraw(part, now=later)
    assert (asked.until, asked.rule_id) == (date(2026, 12, 24), "consumer.withdrawal_days_unconfirmed")
    gesture = {"reason": "gesture", "way": "as_paid", "by": nadia, "now": later}
    settlement.decide_refund(part_id=part.pk, items={line: 200_00}, **gesture)
    protection.refund_withdrawal(withdrawal=asked, now=later)
    asked.refresh_from_db()
    assert asked.refund.goods_centimes == 40_00
    assert settlement.part_money(part.pk).rest == 0
    assert differences(later) == []
    assert sum(books().values()) == 0
    assert codes(part, later) == ["withdrawn"]
    other = a_confirmed_part(tifawin, {tifawin.variants[1].pk: 1}, now=later)
    settlement.decide_refund(part_id=other.pk, items={line_ids(other)[0]: 80_00}, **gesture)
    assert codes(other, later) == ["refunded"]
    with pytest.raises(protection.AlreadyRefunded):
        withdraw(other, {line_ids(other)[0]: 1}, now=later)
    view = protection.duties_of_part(other, now=later)
    assert view == []  # nobody heard of the gesture yet
    hear(later, monkeypatch)
    (duty,) = protection.duties_of_part(other, now=later)
    assert (duty.cause, duty.rule_id, duty.due_on) == (
        "other",
        "house.other_refund_days",
        (later + timedelta(days=7)).date(),
    )


def test_lists_and_personal_data(tifawin, salma, django_assert_num_queries):
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1, tifawin.variants[1].pk: 1})
    first, second = line_ids(part)
    payee = {"refund_way": "transfer", "payee": Payee("Salma", a_rib(7))}
    one = withdraw(part, {first: 1}, by=salma, note="كبير", **payee)
    for after, shown, more in ((None, 1, False),):
        page = protection.withdrawals_of_cooperative(tifawin.cooperative.pk, group="open", now=NOW, after=after)
        assert (len(page.items), page.next is not None) == (shown, more)
    with django_assert_num_queries(6):
        protection.withdrawals_of_cooperative(tifawin.cooperative.pk, now=NOW)
    withdraw(part, {second: 1}, by=salma)
    with django_assert_num_queries(6):
        page = protection.withdrawals_of_cooperative(tifawin.cooperative.pk, now=NOW, page_size=1)
        assert page.count == 2
        assert page.next
    with django_assert_num_queries(9):
        protection.rights_of_part(part, now=NOW)
    with django_assert_num_queries(9):
        protection.rights_of_parts([part, part], now=NOW)
    said = protection.personal_data(person=salma)[0].records
    assert {row["note"] for row in said} == {"كبير", ""}
    protection.refund_withdrawal(withdrawal=one, now=NOW)
    protection.forget_person(person=salma, now=NOW)
    one.refresh_from_db()
    assert (one.note, one.rib, one.payee_name, one.goods_centimes) == ("", "", "", 120_00)
    assert protection.personal_data(person=make_person())[0].records == []


def test_money_that_the_bank_brings_back_is_owed_again(tifawin, nadia, omar, monkeypatch):
    """Refunded by transfer, paid, then returned: the duty opens again, late by the same day, until a second try."""
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1}, way="cash")
    asked = withdraw(part, refund_way="transfer", payee=Payee("Salma Bennani", a_rib(5)))
    protection.receive_goods(withdrawal=asked, by=tifawin.manager, now=NOW)
    hear(NOW, monkeypatch)
    refund = settlement.Refund.objects.get()
    repayment = Repayment.objects.get(reference=refund.reference)

    def bank_shows(words, sign, now):
        monkeypatch.setattr(timezone, "now", lambda: now)
        bank_says([(f"{words} {repayment.outside_reference}", sign * refund.amount_centimes)], now=now)
        hear_all(now)
        repayment.refresh_from_db()
        return protection.refund_duty(refund.pk, now=now)

    def release():
        release_transfers(references=[repayment.outside_reference], composed_by=nadia, released_by=omar, now=NOW)

    release()
    first = NOW + timedelta(days=1)
    assert bank_shows("VIR EMIS", -1, first).paid_on == first.date()
    back = bank_shows("REJET", 1, NOW + timedelta(days=2))
    assert (back.paid_on, back.due_on, RefundDuty.objects.get().times) == (None, DUE, 2)
    clock = f"protection.refund:{asked.reference}"
    assert [clock_by_reference(name, now=NOW).state for name in (clock, f"{clock}:2")] == ["met", "running"]
    pass_time(at(DUE + timedelta(days=1), 0, 5), monkeypatch)
    assert len(letters("refund_overdue")) == 1
    again = Payee("Salma Bennani", a_rib(6))
    settlement.retry_refund(refund_id=refund.pk, way="transfer", payee=again, by=nadia, now=NOW)
    repayment.refresh_from_db()
    release()
    last = at(DUE + timedelta(days=3))
    assert bank_shows("VIR EMIS", -1, last).paid_on == last.date()
    assert RefundDuty.objects.get().met_at is not None
    assert differences(last) == []
