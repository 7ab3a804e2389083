"""What complaints do when goods are promised, money is late, rights are used, messages come; and what is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.conftest import NOW
from tests.make.complaints import a_complaint, a_report, an_answer, hear_complaints
from tests.make.conversations import a_photo, say
from tests.make.settlement import a_received_part, a_settled_seller, an_order, hear_all, line_ids, parts_of
from twiza.complaints import api as complaints
from twiza.complaints.actions.forget import prune_complaints
from twiza.complaints.reactions import refund_overdue, sale_rescinded
from twiza.law.api import rule
from twiza.plumbing.models import Letter, StoredFile
from twiza.protection import api as protection
from twiza.settlement.api import holds_of_part


@pytest.fixture
def part(fatima, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    seller = a_settled_seller(fatima, {}, {})
    return a_received_part(seller, {variant.pk: 1 for variant in seller.variants}, way="card")


def test_goods_money_and_messages_move_it(part, fatima):
    first, second = line_ids(part)
    goods = a_complaint(part, line_ids=[first], wish="replace")
    day = NOW.date() + timedelta(days=4)
    answer = an_answer(goods, kind="replace", promised_on=day, by=fatima)
    replacement = protection.replacement_of_order(
        part.order, protection.replacements_of_part(part.pk, now=NOW)[0].number
    )
    assert (answer.replacement_id, replacement.promised_on, goods.status) == (replacement.pk, day, "promised")
    protection.send_replacement(replacement=replacement, by=fatima, now=NOW)
    protection.receive_replacement(replacement=replacement, role="buyer", by=None, now=NOW)
    hear_complaints(NOW)
    hear_complaints(NOW)
    goods.refresh_from_db()
    answer.refresh_from_db()
    assert (goods.status, answer.done_at) == ("answered", NOW)

    money = a_complaint(part, line_ids=[second])
    refund = an_answer(money, kind="refund", text="", by=fatima).refund
    for _twice in range(2):
        refund_overdue(protection.RefundOverdue(reference=f"refund:{refund.pk}"))
    refund_overdue(protection.RefundOverdue(reference="refund:999999"))
    refund_overdue(protection.RefundOverdue(reference="withdrawal:1"))
    money.refresh_from_db()
    assert (money.status, money.level, money.escalations) == ("escalated", "desk", 1)
    assert money.escalated_for == complaints.Because.OVERDUE

    Letter.objects.all().delete()
    say("متى يصل المال؟", now=NOW, subject=money.subject, role="buyer")
    say("غدا.", now=NOW, subject=money.subject, role="cooperative")
    hear_complaints(NOW)
    hear_complaints(NOW)
    told = Letter.objects.filter(kind__contains="message").values_list("kind", flat=True)
    assert len(told) == len(set(told)) == 2


def test_a_sale_given_up_ends_what_was_said_of_its_delivery(fatima, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    part = parts_of(an_order({a_settled_seller(fatima).variants[0].pk: 1}))[0]
    hear_all()
    late = a_complaint(part, problem="late", wish="deliver", line_ids=[])
    rude = a_complaint(part, problem="rude", wish="explain", line_ids=[])
    for _twice in range(2):
        sale_rescinded(protection.SaleRescinded(part_id=part.pk))
    late.refresh_from_db()
    rude.refresh_from_db()
    assert (late.status, late.outcome, rude.status) == ("closed", "right_used", "open")
    assert [hold.reference for hold in holds_of_part(part.pk) if hold.lifted_at is None] == (
        [rude.subject] if rude.hold_reference else []
    )


def test_what_is_forgotten_and_what_is_kept_only_so_long(part, salma):
    def taken(colour):
        upload = SimpleUploadedFile("a.jpg", a_photo(colour), "image/jpeg")
        return [complaints.take_in_evidence(upload, now=NOW)]

    first, second = line_ids(part)
    phone = part.order.phone
    open_one = a_complaint(part, line_ids=[first], evidence=taken("red"))
    ended = a_complaint(part, line_ids=[second], evidence=taken("blue"))
    complaints.take_back(complaint=ended, by=None, now=NOW)
    report = a_report(person=salma, phone=phone, evidence=taken("green"))
    files = {name: row.evidence.get().file_id for name, row in (("open", open_one), ("ended", ended))}
    (hers, signed) = complaints.personal_data(person=salma, phone=phone)
    assert ({row["number"] for row in hers.records}, len(signed.records)) == ({open_one.number, ended.number}, 1)
    for _twice in range(2):
        complaints.forget_person(person=salma, phone=phone, now=NOW)
    for row in (open_one, ended, report):
        row.refresh_from_db()
    assert (bool(open_one.text), ended.text, ended.outcome) == (True, "", "taken_back")
    assert (report.person, report.contact, bool(report.text)) == (None, "", True)
    kept = set(StoredFile.objects.values_list("pk", flat=True))
    assert (files["open"] in kept, files["ended"] in kept) == (True, False)

    complaints.take_back(complaint=open_one, by=None, now=NOW)
    complaints.settle_report(report=report, outcome="nothing_found", note="", by=None, now=NOW)
    days = [rule(f"house.{name}", on=NOW.date()).value for name in ("complaint_evidence_days", "report_keep_days")]
    assert prune_complaints(now=NOW + timedelta(days=min(days))) == 0
    prune_complaints(now=NOW + timedelta(days=max(days) + 1))
    assert (open_one.evidence.count(), report.evidence.count()) == (0, 0)
    assert not StoredFile.objects.filter(pk__in=files.values()).exists()
