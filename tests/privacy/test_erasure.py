"""Erasure: proven by looking through every table and every stored file; refused while something runs; resumable."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from tests.conftest import NOW
from tests.make.complaints import a_complaint
from tests.make.conversations import a_photo
from tests.make.mediation import a_case, a_mandate, an_association
from tests.make.ordering import a_carrier, only_part
from tests.make.people import make_address, make_person
from tests.make.privacy import EMAIL, a_finished_order, code_sent_to, where_it_stands
from tests.make.protection import claim, confirm, withdraw
from tests.make.reviews import a_review
from tests.make.settlement import a_settled_seller, an_order, line_ids
from tests.web.everything import everything
from twiza.complaints import api as complaints
from twiza.conversations import api as conversations
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.mediation import api as mediation
from twiza.ordering import api as ordering
from twiza.payments.api import Payee
from twiza.people import api as people
from twiza.plumbing.models import StoredFile
from twiza.privacy import api as privacy
from twiza.privacy.actions import finish_erasure as finishing
from twiza.privacy.models import DataRequest
from twiza.protection import api as protection
from twiza.protection.actions.keep_receipt import keep_receipt
from twiza.reviews import api as reviews
from twiza.settlement import api as settlement

pytestmark = pytest.mark.django_db
NAME, PHONE = "سلمى بناني", "+212661234567"
RIB = "310810101402900442310133"
# Accounting keeps these whole, and the cast's own shop is another person's.
KEPT = {("invoicing.Invoice", NAME), ("file", NAME)}


def ask(person=None, phone="", now=NOW):
    return privacy.ask_erasure(person=person, phone=phone, language="ar", now=now)


def test_a_person_is_found_nowhere_but_on_the_papers_of_accounting(salma, fatima, django_capture_on_commit_callbacks):
    order = a_finished_order(fatima, salma)
    make_address(salma, recipient=NAME, phone=PHONE)
    people.give_consent(
        purpose_code="news",
        proof=people.Proof(how="box", where="checkout", language="ar", version="2026-11"),
        person=salma,
        now=NOW,
    )
    secret, pk = order.secret, salma.pk
    assert len({label for label, _word in where_it_stands(NAME, PHONE, EMAIL)}) > 6
    request = ask(salma)
    assert ask(salma).pk == request.pk
    with pytest.raises(privacy.WrongErasureCode):
        privacy.confirm_erasure(request=request, code="000000", now=NOW)
    privacy.confirm_erasure(request=request, code=code_sent_to(PHONE), now=NOW)
    with django_capture_on_commit_callbacks(execute=True):  # bytes go once the rows are gone for good
        assert privacy.finish_erasure(request_id=request.pk, now=NOW)
    assert where_it_stands(NAME, PHONE, PHONE.removeprefix("+212"), EMAIL) <= KEPT
    with pytest.raises(NotFound):
        ordering.order_by_secret(order.number, secret)
    kept = ordering.Order.objects.get(pk=order.pk)
    assert (kept.number, kept.total_centimes, kept.name, kept.person) == (order.number, order.total_centimes, "—", None)
    gone = people.Person.objects.get(pk=pk)
    assert (gone.is_active, gone.name, gone.phone, gone.email) == (False, "", None, None)
    done = DataRequest.objects.get(pk=request.pk)
    assert (done.status, done.contact, done.whom, done.steps) == ("done", "", {}, [])
    before = everything()
    assert privacy.finish_erasure(request_id=request.pk, now=NOW)  # again: nothing more happens
    with pytest.raises(MoveRefused):
        privacy.confirm_erasure(request=done, code="123456", now=NOW)
    assert everything() == before
    people.register_person(phone=PHONE, name="Autre")  # the number is free for whoever has it now


def test_a_crash_in_the_middle_is_finished_and_a_guest_is_forgotten_too(
    fatima, monkeypatch, django_capture_on_commit_callbacks
):
    a_finished_order(fatima, way="cash")
    request = ask(phone=PHONE)
    privacy.confirm_erasure(request=request, code=code_sent_to(PHONE), now=NOW)
    whole = finishing.steps()

    def crash(*_args):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        cut = tuple((name, crash if name == "ordering" else forget) for name, forget in whole)
        patch.setattr(finishing, "steps", lambda: cut)
        with pytest.raises(RuntimeError):
            privacy.finish_erasure(request_id=request.pk, now=NOW)
    half = DataRequest.objects.get(pk=request.pk)
    assert (half.status, "delivery" in half.steps, "ordering" in half.steps) == ("under_way", True, False)
    with django_capture_on_commit_callbacks(execute=True):
        assert finishing.finish_all(now=NOW + timedelta(minutes=10)) == 1
    assert where_it_stands(NAME, PHONE, PHONE.removeprefix("+212"), EMAIL) <= KEPT
    with pytest.raises(privacy.NothingKept):
        ask(phone=PHONE, now=NOW + timedelta(hours=2))


def test_it_is_refused_in_words_while_something_runs(salma, fatima, tifawin, nadia):
    for person, refusal in ((fatima, privacy.StillInATeam), (nadia, privacy.StillOfTheHouse)):
        with pytest.raises(refusal):
            ask(person)
    a_carrier()
    seller = a_settled_seller(make_person())
    order = an_order({seller.variants[0].pk: 1})
    ordering.Order.objects.filter(pk=order.pk).update(person=salma)
    before = everything()
    with pytest.raises(privacy.OrderUnderWay) as said:
        ask(salma)
    assert order.number in str(said.value)
    assert everything() == before


def test_open_money_or_a_dispute_keeps_the_order(salma, fatima, nadia):
    order = a_finished_order(fatima, salma)
    (part,) = ordering.CooperativeOrder.objects.filter(order=order)
    settlement.hold_part(part_number=part.number, reason="complaint", reference="complaint:RC-1", now=NOW, by=nadia)
    with pytest.raises(privacy.MoneyOwed):
        ask(salma)
    settlement.lift_hold(reference="complaint:RC-1", now=NOW, by=nadia)
    request = ask(salma)
    settlement.hold_part(part_number=part.number, reason="complaint", reference="complaint:RC-2", now=NOW, by=nadia)
    with pytest.raises(privacy.MoneyOwed):  # what began between the two steps counts as well
        privacy.confirm_erasure(request=request, code=code_sent_to(PHONE), now=NOW)
    privacy.take_back_erasure(request=request, now=NOW)
    assert people.Person.objects.get(pk=salma.pk).is_active


def test_codes_are_few_short_lived_and_for_one_request(salma, brahim):
    request = ask(salma)
    code = code_sent_to(PHONE)
    with pytest.raises(privacy.WrongErasureCode):
        privacy.confirm_erasure(request=request, code=code, now=NOW + timedelta(minutes=11))
    for _n in range(5):
        with pytest.raises(privacy.WrongErasureCode):
            privacy.confirm_erasure(request=request, code="000000", now=NOW)
    with pytest.raises(privacy.WrongErasureCode):
        privacy.confirm_erasure(request=request, code=code, now=NOW)
    with pytest.raises(NotFound):
        privacy.request_of_person(brahim, request.number)
    for _n in range(4):
        ask(salma)
    with pytest.raises(privacy.TooManyRequests):
        ask(salma)
    with transaction.atomic():
        assert DataRequest.objects.count() == 1


def _uses_every_right(order, association, desk) -> None:
    """A guest withdraws, claims, complains with a photo that she also sends as a message, is mediated, and reviews."""
    (part,) = ordering.CooperativeOrder.objects.select_related("order").filter(order=order)
    (line,) = line_ids(part)
    photo = conversations.take_in_photo(a_photo(), NOW)
    writing = {"author": None, "author_name": order.name, "role": "buyer", "now": NOW}
    for subject in (f"part:{part.number}",):
        conversations.post_message(subject=subject, text="Salma", photos=[photo], key="a", **writing)
    a_review(reviews.line_of_order(order, line))
    made = claim(part, photos=[photo], remedy="repair", refund_way="transfer", payee=Payee(NAME, RIB))
    protection.drop_claim(claim=made, by=None, now=NOW)
    back = withdraw(part, refund_way="transfer", payee=Payee(NAME, RIB), note=NAME)
    keep_receipt(withdrawal_id=back.pk)
    protection.take_back_withdrawal(withdrawal=back, by=None, now=NOW)
    complaint = a_complaint(part, text=NAME, evidence=[(photo, "photo")])
    case = a_case(complaint, association)
    for subject in (complaint.subject, case.subject):
        conversations.post_message(subject=subject, text="قلتها", photos=[photo], key="b", **writing)
    mediation.end_access(case=case, by=None, now=NOW)
    complaint.refresh_from_db()
    complaints.take_back(complaint=complaint, by=None, now=NOW)
    mandate = a_mandate(
        association, by=desk, way="paper", scan=mediation.take_in_scan(a_photo("blue"), name="scan.jpg")
    )
    mediation.revoke_mandate(mandate=mandate, by=desk, now=NOW)


def test_a_guest_who_used_every_right_is_found_nowhere_either(
    fatima, youssef, nadia, django_capture_on_commit_callbacks
):
    order = a_finished_order(fatima, way="cash")
    association = an_association(head=youssef, desk=nadia)
    confirm(only_part(order))
    with django_capture_on_commit_callbacks(execute=True):
        _uses_every_right(order, association, youssef)
    words = (NAME, PHONE, PHONE.removeprefix("+212"), EMAIL, RIB)
    tables = {label for label, _word in where_it_stands(*words)}
    assert {"conversations.Message", "protection.Withdrawal", "mediation.Case", "mediation.Mandate"} <= tables
    read = {section.code for section in privacy.export_of(phone=PHONE, now=NOW).sections}
    used = {"withdrawals", "guarantee_claims", "reviews", "complaints.complaints", "mediation_cases", "messages"}
    assert used | {"mediation_mandates"} <= read
    now = NOW + timedelta(hours=1)
    request = ask(phone=PHONE, now=now)
    privacy.confirm_erasure(request=request, code=code_sent_to(PHONE), now=now)
    with django_capture_on_commit_callbacks(execute=True):
        assert privacy.finish_erasure(request_id=request.pk, now=now)
    assert where_it_stands(*words) <= KEPT
    assert not reviews.Review.objects.exclude(signed="").exists()
    assert StoredFile.objects.filter(media_type="image/jpeg").count() == 1  # evidence of both sides, in closed threads
