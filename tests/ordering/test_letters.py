"""What is written to whom, and never twice."""

from __future__ import annotations

from datetime import timedelta

from tests.make.cooperatives import join_team
from tests.make.ordering import a_basket, contact, on_its_way, only_part, place
from twiza.ordering import api as ordering
from twiza.ordering import reactions
from twiza.plumbing.api import LetterCard, list_letters, open_file, run_checks, run_due

BUYER = "+212661234567"


def letters(to: str, kind: str) -> list[LetterCard]:
    return list(list_letters(to=to, kind=kind).items)


def one(to: str, kind: str) -> LetterCard:
    (letter,) = letters(to, kind)
    return letter


def test_the_buyer_gets_her_confirmation_by_mail_with_the_paper_and_by_text(tifawin, now):
    order = place(a_basket({tifawin.variants[0].pk: 1}), contact=contact(email="s@example.ma", language="fr"))
    run_due(now)
    order.refresh_from_db()
    written = one("s@example.ma", "order_confirmation")
    assert written.subject == f"Votre commande \u2066{order.number}\u2069"
    assert order.secret in written.text
    assert "155\u00a0DH" in written.text
    assert 'dir="ltr"' in written.html
    assert written.attachments[0] == order.confirmation_id
    assert len(written.attachments) == 2  # with its Arabic translation: 31-08 art. 206
    assert all(open_file(pk).startswith(b"%PDF") for pk in written.attachments)
    text = one(BUYER, "order_confirmation")
    assert (text.channel, order.secret in text.text) == ("sms", True)


def test_in_arabic_one_paper_and_numbers_that_keep_their_direction(tifawin, now):
    order = place(a_basket({tifawin.variants[0].pk: 1}), contact=contact(email="s@example.ma"))
    run_due(now)
    written = one("s@example.ma", "order_confirmation")
    assert len(written.attachments) == 1
    assert f"\u2066{order.number}\u2069" in written.text
    assert "\u2066155\u2069\u00a0درهم" in written.text
    assert 'dir="rtl"' in written.html


def test_managers_and_preparers_hear_of_a_new_order_in_their_language(tifawin, zahra, fatima, now):
    join_team(tifawin.cooperative, zahra, "preparer", by=fatima)
    part = only_part(place(a_basket({tifawin.variants[0].pk: 2})))
    run_due(now)
    for person in (fatima, zahra):
        letter = one(person.phone, "new_order")
        assert part.number in letter.text
        assert f"/ar/workshop/{tifawin.cooperative.slug}/orders/{part.number}/" in letter.text
        assert "قطعتان" in letter.text


def test_whatever_runs_twice_is_written_once(tifawin, now):
    order = place(a_basket({tifawin.variants[0].pk: 1}))
    part = only_part(order)
    run_due(now)
    fact = ordering.OrderPlaced(order_id=order.pk)
    reactions.give_confirmation(fact)
    reactions.tell_cooperatives(fact)
    assert len(letters(BUYER, "order_confirmation")) == 1
    assert len(letters(tifawin.manager.phone, "new_order")) == 1
    ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True)
    run_due(now)
    reactions.tell_confirmed(ordering.PartConfirmed(part_id=part.pk))
    assert len(letters(BUYER, "part_confirmed")) == 1


def test_what_can_t_be_sent_is_said_with_the_confirmation(tifawin, now):
    part = only_part(place(a_basket({v.pk: 1 for v in tifawin.variants})))
    line = part.lines.last()
    ordering.decline_line(part=part, line_id=line.pk, reason="damaged", actor=tifawin.manager, now=now)
    ordering.confirm_part(part=part, actor=tifawin.manager, now=now, accept_rest=True)
    run_due(now)
    text = one(BUYER, "part_confirmed").text
    assert "أملو باللوز" in text
    assert "تضررت قبل الإرسال" in text
    assert "\u2066155\u2069" in text


def test_a_parcel_on_its_way_comes_with_its_code(tifawin, now):
    order = place(a_basket({tifawin.variants[0].pk: 1}))
    part = only_part(order)
    run_due(now)
    on_its_way(part, tifawin.manager)
    run_due(now)
    code = ordering.order_view(order, now=now).parts[0].delivery_code
    assert code in one(BUYER, "part_handed_over").text


def test_declined_and_cancelled_are_told(tifawin, dairy, salma, now):
    order = place(a_basket({tifawin.variants[0].pk: 1, dairy.variants[0].pk: 1}))
    first, second = order.parts.select_related("order")
    ordering.decline_part(part=first, reason="too_far", actor=tifawin.manager, now=now, note="الجسر مقطوع 100%")
    ordering.cancel_part(part=second, actor=salma, now=now)
    run_due(now)
    assert "لا نستطيع إرسالها إلى هناك" in one(BUYER, "part_declined").text
    assert one(BUYER, "part_cancelled").channel == "sms"
    assert second.number in one(dairy.manager.phone, "order_cancelled").text


def test_a_cooperative_that_does_not_answer_is_reminded_then_declined_for(tifawin, now):
    part = only_part(place(a_basket({tifawin.variants[0].pk: 1})))
    assert ordering.press_for_answers(now=now + timedelta(hours=23)) == (0, 0)
    assert ordering.press_for_answers(now=now + timedelta(hours=24)) == (1, 0)
    assert ordering.press_for_answers(now=now + timedelta(hours=25)) == (0, 0)
    assert part.number in one(tifawin.manager.phone, "order_reminder").text
    assert ordering.press_for_answers(now=now + timedelta(hours=48)) == (0, 1)
    assert ordering.press_for_answers(now=now + timedelta(hours=49)) == (0, 0)
    part.refresh_from_db()
    assert (part.status, part.reason, part.total_centimes) == ("declined", "no_answer", 0)
    run_due(now + timedelta(hours=49))
    assert "لم تجب التعاونية في الأجل" in one(BUYER, "part_declined").text


def test_the_calendar_presses_by_itself(tifawin, now):
    part = only_part(place(a_basket({tifawin.variants[0].pk: 1})))
    run_due(now)  # the calendar's first look only writes down when it is due
    run_due(now + timedelta(hours=49))
    part.refresh_from_db()
    assert part.status == "declined"


class TestChecks:
    def differences(self, now):
        mine = ("orders agree with their lines", "parcels agree with their parts", "no part waits for ever")
        return {check.name: check.differences for check in run_checks(now) if check.name in mine}

    def test_nothing_to_say_when_all_is_well(self, tifawin, now):
        on_its_way(only_part(place(a_basket({v.pk: 1 for v in tifawin.variants}))), tifawin.manager)
        assert self.differences(now) == {
            "orders agree with their lines": [],
            "parcels agree with their parts": [],
            "no part waits for ever": [],
        }

    def test_each_difference_is_a_sentence(self, tifawin, now):
        order = place(a_basket({tifawin.variants[0].pk: 1}))
        part = on_its_way(only_part(order), tifawin.manager)
        ordering.Order.objects.filter(pk=order.pk).update(goods_centimes=1, total_centimes=1 + 35_00)
        ordering.CooperativeOrder.objects.filter(pk=part.pk).update(goods_centimes=1, total_centimes=1 + 35_00)
        waiting = only_part(place(a_basket({tifawin.variants[0].pk: 1})))
        found = self.differences(now + timedelta(days=4))
        assert found == {
            "orders agree with their lines": [
                f"Order {order.number}: goods 1, its lines 12000.",
                f"Part {part.number}: goods 1, its lines 12000.",
            ],
            "parcels agree with their parts": [f"Part {part.number} costs 3501, its parcel asks for 15500."],
            "no part waits for ever": [f"Part {waiting.number} waits for its cooperative since {waiting.confirm_by}."],
        }
