"""Claims under a guarantee, replacements, and what silence means. 31-08 arts. 65–68, Code of obligations 549–556."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import NOW
from tests.make.protection import (
    a_confirmed_part,
    at,
    claim,
    clocks_running,
    hear,
    last_minute,
    letters,
    pass_time,
    withdraw,
)
from tests.make.settlement import an_order, differences, line_ids, parts_of
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.ordering.api import OrderLine
from twiza.plumbing.models import FactRow
from twiza.protection import api as protection
from twiza.settlement import api as settlement

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_arrived_broken_and_the_money_goes_back(tifawin, salma, monkeypatch):
    """Two of three bottles: accepted, and given back with their share of the delivery; the third is still hers."""
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 3})
    (line,) = line_ids(part)
    made = claim(part, quantity=2, photos=[1, 2], key="once", by=salma)
    assert claim(part, quantity=2, key="once", by=salma) == made
    with pytest.raises(protection.AlreadyClaimed):
        claim(part)
    assert (made.answer_by, made.until, made.told_in_time) == (date(2026, 11, 28), date(2027, 11, 24), True)
    assert settlement.part_money(part.pk).holds[0].reference == made.reference
    hear(NOW, monkeypatch)
    assert len(letters("claim_to_team")) == 1
    protection.answer_claim(claim=made, answer="accept", by=tifawin.manager, now=NOW)
    view = protection.claim_view(made, now=NOW)
    fee = part.delivery_centimes
    assert (view.status, view.settled_by, view.duty.amount) == ("remedied", "refund", 240_00 + (4 * fee + 3) // 6)
    assert view.duty.due_on == date(2026, 11, 30)
    assert settlement.part_money(part.pk).holds == ()
    hear(NOW, monkeypatch)
    assert len(letters("claim_answered")) == 1
    right = protection.rights_of_part(part, now=NOW).lines[0]
    assert (right.left, right.may_withdraw, right.may_claim) == (1, True, True)
    asked = withdraw(part, {line: 1})
    protection.refund_withdrawal(withdrawal=asked, now=NOW)
    assert settlement.part_money(part.pk).rest == 0
    assert differences() == []


def test_another_remedy_a_lower_price_and_a_repair(tifawin, salma, monkeypatch):
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1, tifawin.variants[1].pk: 1})
    oil, amlou = line_ids(part)
    made = claim(part, oil, remedy="replace")
    by = {"by": tifawin.manager, "now": NOW}
    for answer, refused in (
        ({"answer": "perhaps"}, protection.UnknownAnswer),
        ({"answer": "deny"}, protection.ReasonMissing),
        ({"answer": "accept"}, protection.DayMissing),
        ({"answer": "accept", "promised_on": TODAY - timedelta(days=1)}, protection.DayMissing),
        ({"answer": "accept", "promised_on": TODAY + timedelta(days=31)}, protection.DayMissing),
        ({"answer": "offer", "remedy": "replace"}, protection.UnknownRemedy),
        ({"answer": "offer", "remedy": "reduction"}, protection.ReductionTooBig),
        ({"answer": "offer", "remedy": "reduction", "reduction_centimes": 120_01}, protection.ReductionTooBig),
    ):
        with pytest.raises(refused):
            protection.answer_claim(claim=made, **answer, **by)
    made.refresh_from_db()
    assert made.status == "asked"
    offer = {"answer": "offer", "remedy": "reduction", "reduction_centimes": 20_00, "text": "خدش صغير"}
    protection.answer_claim(claim=made, **offer, **by)
    assert protection.claim_view(made, now=NOW).buyer_verbs == ("take", "turn_down", "drop")
    protection.answer_offer(claim=made, take=True, by=salma, now=NOW)
    with pytest.raises(MoveRefused):
        protection.answer_offer(claim=made, take=True, by=salma, now=NOW)
    assert protection.claim_view(made, now=NOW).duty.amount == 20_00
    fixed = claim(part, amlou, remedy="repair", defect="faulty")
    day = TODAY + timedelta(days=10)
    protection.answer_claim(claim=fixed, answer="accept", promised_on=day, **by)
    assert clocks_running(part, now=NOW)["protection.repair"] == ("running", day)
    pass_time(at(day + timedelta(days=1)), monkeypatch)
    assert len(letters("repair_late")) == 1
    protection.remedy_claim(claim=fixed, by=tifawin.manager, now=at(day + timedelta(days=1)))
    assert protection.claim_view(fixed, now=NOW).status == "remedied"
    assert settlement.part_money(part.pk).refunded == 20_00
    # what is left of the reduced line goes back with a withdrawal, and not a centime more
    asked = withdraw(part, {oil: 1})
    assert asked.goods_centimes == 100_00
    assert differences() == []


def test_goods_instead_of_goods(tifawin, salma, monkeypatch):
    """A replacement is promised, late, sent, received: only then is the claim carried out."""
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1})
    made = claim(part, remedy="replace")
    day = TODAY + timedelta(days=5)
    protection.answer_claim(claim=made, answer="accept", promised_on=day, by=tifawin.manager, now=NOW)
    (promised,) = protection.replacements_of_part(part, now=NOW)
    assert (promised.status, promised.promised_on, promised.key) == ("promised", day, made.reference)
    assert protection.claim_view(made, now=NOW).replacement.number == promised.number
    assert (len(letters("replacement_ordered")), len(letters("replacement_to_team"))) == (1, 1)
    replacement = protection.replacement_of_order(part.order, promised.number)
    with pytest.raises(MoveRefused):
        protection.remedy_claim(claim=made, by=tifawin.manager, now=NOW)
    late = at(day + timedelta(days=2))
    pass_time(late, monkeypatch)
    pass_time(late + timedelta(hours=1), monkeypatch)
    assert len(letters("replacement_late")) == 1
    assert FactRow.objects.filter(kind="ReplacementLate").count() == 1
    protection.send_replacement(replacement=replacement, tracking="X1", by=tifawin.manager, now=late)
    with pytest.raises(MoveRefused):
        protection.cancel_replacement(replacement=replacement, role="cooperative", by=tifawin.manager, now=late)
    protection.receive_replacement(replacement=replacement, role="buyer", by=salma, now=late)
    view = protection.replacement_view(replacement, now=late)
    assert (view.status, view.days_late, view.buyer_verbs) == ("received", 2, ())
    made.refresh_from_db()
    assert made.status == "remedied"
    assert settlement.part_money(part.pk).holds == ()
    assert clocks_running(part, now=late)["protection.replacement"][0] == "met"
    (line,) = line_ids(part)
    asked = {"part": part, "reason": "RC-1", "key": "complaint:1", "by": None, "now": NOW}
    one = protection.order_replacement(items={line: 1}, **asked)
    assert protection.order_replacement(items={line: 1}, **asked) == one
    assert one.promised_on == date(2026, 12, 8)
    for items, refused in (({}, protection.NothingChosen), ({line: 2}, protection.TooManyPieces)):
        with pytest.raises(refused):
            protection.order_replacement(items=items, **(asked | {"key": "2"}))
    with pytest.raises(NotFound):
        protection.replacement_of_cooperative(tifawin.cooperative.pk + 1, one.number)


def test_silence_gives_the_money_back_and_denial_keeps_it_held(tifawin, salma, monkeypatch):
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1, tifawin.variants[1].pk: 1})
    oil, amlou = line_ids(part)
    quiet = claim(part, oil, remedy="repair")
    denied = claim(part, amlou)
    protection.answer_claim(claim=denied, answer="deny", text="صندوق سليم", by=tifawin.manager, now=NOW)
    with pytest.raises(MoveRefused):
        protection.take_refund(claim=quiet, by=salma, now=NOW)
    pass_time(at(date(2026, 11, 27), 0, 1), monkeypatch)
    pass_time(last_minute(date(2026, 11, 28)), monkeypatch)
    assert protection.claim_view(quiet, now=NOW).status == "asked"
    over = at(date(2026, 11, 29), 0, 1)
    pass_time(over, monkeypatch)
    assert FactRow.objects.filter(kind="GuaranteeSilent").count() == 1
    assert (len(letters("claim_silent")), len(letters("claim_silent_team"))) == (1, 1)
    quiet.refresh_from_db()
    protection.take_refund(claim=quiet, by=salma, now=over)
    assert protection.claim_view(quiet, now=over).duty.amount > 120_00
    references = {hold.reference for hold in settlement.part_money(part.pk).holds}
    assert references == {denied.reference}
    pass_time(at(date(2026, 12, 1), 0, 1), monkeypatch)  # seven days after the denial
    assert settlement.part_money(part.pk).holds == ()
    protection.drop_claim(claim=denied, by=salma, now=over)
    assert protection.claim_view(denied, now=over).status == "dropped"
    assert differences(over) == []


def test_time_strangers_and_what_can_not_be(tifawin, dairy):
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 1})
    (line,) = line_ids(part)
    year = date(2027, 11, 24)
    for changes, refused in (
        ({"now": at(year + timedelta(days=1), 0, 0)}, protection.TooLateToClaim),
        ({"kind": "warranty"}, protection.NoWarranty),
        ({"kind": "luck"}, protection.UnknownKind),
        ({"defect": "ugly"}, protection.UnknownDefect),
        ({"remedy": "apology"}, protection.UnknownRemedy),
        ({"found_on": TODAY + timedelta(days=1)}, protection.FoundInFuture),
        ({"found_on": TODAY - timedelta(days=1)}, protection.FoundBeforeReceipt),
        ({"photos": range(7)}, protection.TooManyPhotos),
        ({"quantity": 2}, protection.TooManyPieces),
        ({"quantity": 0}, protection.TooManyPieces),
        ({"refund_way": "gold"}, settlement.WayNotPossible),
    ):
        with pytest.raises(refused):
            claim(part, line, **changes)
    (other,) = parts_of(an_order({dairy.variants[0].pk: 1}, now=NOW))
    with pytest.raises(protection.LineNotYours):
        claim(part, line_ids(other)[0])
    with pytest.raises(protection.NotReceivedYet):
        claim(other)
    assert protection.GuaranteeClaim.objects.count() == 0
    late = claim(part, line, found_on=TODAY, now=last_minute(year))
    assert late.told_in_time is False
    hidden = at(date(2027, 3, 9))
    protection.drop_claim(claim=late, by=None, now=last_minute(year))
    OrderLine.objects.filter(pk=line).update(warranty_months=15, warranty_terms={"fr": "Les coutures."})
    right = protection.rights_of_part(part, now=hidden).lines[0]
    assert (right.warranty_until, right.may_claim) == (date(2028, 2, 23), True)
    own = claim(part, line, kind="warranty", remedy="replace", now=last_minute(date(2028, 2, 23)))
    assert (own.until, own.rule_id) == (date(2028, 2, 23), "consumer.warranty_document")
    for stranger in (
        lambda: protection.claim_of_order(other.order, own.number),
        lambda: protection.claim_of_cooperative(dairy.cooperative.pk, own.number),
    ):
        with pytest.raises(NotFound):
            stranger()
    with pytest.raises(IntegrityError), transaction.atomic():
        protection.GuaranteeClaim.objects.filter(pk=own.pk).update(status="agreed")
    assert protection.claims_of_cooperative(tifawin.cooperative.pk, group="open", now=NOW).count == 1


def test_who_changes_her_mind_is_not_sent_another_one_as_well(tifawin):
    part = a_confirmed_part(tifawin, {tifawin.variants[0].pk: 3})
    made = claim(part, quantity=2, remedy="replace")
    protection.answer_claim(claim=made, answer="accept", promised_on=NOW.date(), by=tifawin.manager, now=NOW)
    (line,) = line_ids(part)
    first = withdraw(part, {line: 1})
    made.refresh_from_db()
    assert made.status == "agreed"  # two pieces are left with her: still the two that are broken
    protection.take_back_withdrawal(withdrawal=first, by=None, now=NOW)
    withdraw(part, {line: 2})
    made.refresh_from_db()
    (promised,) = protection.replacements_of_part(part, now=NOW)
    assert (made.status, promised.status) == ("dropped", "cancelled")
