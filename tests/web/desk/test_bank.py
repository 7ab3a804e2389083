"""The desk's bank: walked by strangers, and by two of the desk from a file to the bank and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.make.bank import RIB, a_csv, a_transfer, released
from tests.make.delivery import a_parcel_collected, a_slip, make_carriers
from tests.make.people import make_person
from tests.web.rooms import Row, walk_desk_room
from twiza.bank import api as bank
from twiza.delivery import api as delivery
from twiza.ledger.api import balance
from twiza.people.api import Role
from twiza.web.desk.bank.urls import patterns

DAY = date(2026, 11, 20)


@pytest.fixture
def karima(db):
    return make_person(email="karima@twiza.example", name="كريمة", role=Role.DESK)


@pytest.fixture
def carriers(db) -> None:
    make_carriers()


def desk_of(person):
    client = Client()
    client.force_login(person)

    def go(name: str, *arguments: Any, get: bool = False, **data: Any):
        address = reverse(f"desk:{name}", args=arguments)
        return client.get(address, data) if get else client.post(address, data)

    return go


def upload(data: bytes, name: str = "fichier.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def a_read_slip(*rows: tuple[str, str], slip: str = "BR-1") -> delivery.Remittance:
    made, _new = delivery.read_remittance(
        carrier_code="jbal", slip=slip, data=a_slip(*rows), name="b.csv", by=None, now=make_now()
    )
    return made


def make_now():
    from tests.conftest import NOW

    return NOW


def entry_of(*rows: tuple[date, str, int]) -> int:
    bank.import_statement(data=a_csv(*rows), name="r.csv", by=None, now=make_now())
    return bank.entries().items[0].id


def test_strangers_find_no_door_and_no_page_costs_more_than_its_row(
    nadia, karima, brahim, fatima, youssef, tifawin, carriers
):
    transfer = a_transfer(by=nadia)
    batch = released([a_transfer(by=nadia)], first=nadia, second=karima)
    entry = entry_of((DAY, "VIR", 10_00))
    slip = delivery.book_remittance(remittance=a_read_slip(("NO-1", "1,00")), by=nadia, now=make_now())
    line = delivery.remittance_lines(slip.pk).items[0].id
    rows = {
        "bank": Row(queries=11, size=20_000),
        "bank-entries": Row(queries=4, size=12_000),
        "bank-entry": Row((entry,), queries=7, size=20_000, post={"purpose": "fees"}),
        "bank-entry-carrier": Row((entry,), button=True, post={"carrier_code": "jbal"}),
        "bank-entry-slip": Row((entry,), button=True, post={"remittance": str(slip.pk)}),
        "bank-transfers": Row(queries=8, size=25_000, post={"references": transfer.reference, "account": "main"}),
        "bank-transfer": Row((transfer.reference,), queries=4, size=14_000),
        "bank-transfer-correct": Row((transfer.reference,), button=True, post={"rib": RIB}),
        "bank-transfer-fail": Row((transfer.reference,), button=True, post={"reason": "x"}),
        "bank-batch": Row((batch.number,), queries=9, size=16_000),
        "bank-batch-release": Row((batch.number,), button=True),
        "bank-batch-drop": Row((batch.number,), button=True),
        "bank-batch-sent": Row((batch.number,), button=True),
        "bank-batch-file": Row((batch.number, "xml"), queries=5, size=5_000),
        "bank-slips": Row(queries=6, size=20_000),
        "bank-slip": Row((slip.pk,), queries=8, size=20_000),
        "bank-slip-book": Row((slip.pk,), button=True),
        "bank-slip-drop": Row((slip.pk,), button=True),
        "bank-difference": Row((line,), queries=6, size=16_000, post={"how": "dismiss", "note": "x"}),
    }
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, fatima, youssef])


def test_what_does_not_exist_is_not_found(nadia):
    go = desk_of(nadia)
    for name, arguments in (
        ("bank-entry", (9,)),
        ("bank-transfer", ("PO-NONE",)),
        ("bank-batch", ("TB-NONE",)),
        ("bank-batch-file", ("TB-NONE", "csv")),
        ("bank-slip", (9,)),
        ("bank-difference", (9,)),
    ):
        assert go(name, *arguments, get=True).status_code == 404, name
    for name, arguments in (("bank-transfer-fail", ("PO-NONE",)), ("bank-batch-release", ("TB-NONE",))):
        assert go(name, *arguments).status_code == 404, name


def test_a_statement_is_given_in_and_explained(nadia):
    go = desk_of(nadia)
    page = go("bank", file=upload(b"no statement at all"))
    assert page.status_code == 422
    assert go("bank", account="").status_code == 422
    data = a_csv((DAY, "FRAIS <b>", -25_00), (DAY, "VIR", 10_00))
    assert go("bank", file=upload(data))["Location"] == reverse("desk:bank-entries")
    assert go("bank", file=upload(data)).status_code == 302
    assert len(bank.statements()) == 1
    page = go("bank-entries", get=True)
    assert "FRAIS &lt;b&gt;" in page.content.decode()
    fees = next(e for e in page.context["page"].items if e.centimes < 0)
    assert go("bank-entry", fees.id, purpose="").status_code == 422
    assert go("bank-entry", fees.id, purpose="transfer", reference="PO-NONE").status_code == 422
    assert go("bank-entry", fees.id, purpose="fees").status_code == 302
    assert balance("platform:bank_fees") == 25_00
    assert go("bank-entry", fees.id, purpose="owner").status_code == 422
    assert [e.id for e in go("bank-entries", get=True, show="all").context["page"].items].count(fees.id) == 1


def test_two_persons_from_waiting_to_the_bank(nadia, karima):
    first, second = desk_of(nadia), desk_of(karima)
    transfer = a_transfer(by=nadia, amount=75_00)
    assert first("bank-transfers", account="main").status_code == 422
    composed = first("bank-transfers", references=[transfer.reference], account="main")
    number = bank.batches()[0].number
    assert composed["Location"] == reverse("desk:bank-batch", args=(number,))
    first("bank-batch-release", number)
    assert bank.batch_card(number).status == "composed"
    assert first("bank-batch-file", number, "csv", get=True).status_code == 302
    second("bank-batch-release", number)
    assert bank.batch_card(number).status == "released"
    answer = second("bank-batch-file", number, "csv", get=True)
    assert answer["Content-Disposition"] == f'attachment; filename="{number}.csv"'
    assert "75,00" in answer.content.decode()
    assert first("bank-batch-file", number, "pdf", get=True).status_code == 404
    first("bank-batch-sent", number)
    assert bank.transfer_of(transfer.reference).status == "sent"
    assert first("bank-transfer-fail", transfer.reference, reason="").status_code == 422
    assert first("bank-transfer-fail", transfer.reference, reason="Compte clos").status_code == 302
    page = first("bank-transfer", transfer.reference, get=True)
    assert "Compte clos" in page.content.decode()


def test_a_parked_transfer_is_corrected(nadia):
    go = desk_of(nadia)
    a_transfer(by=nadia, reference="PO-PARK9", rib="12", park_wrong_rib=True)
    assert [t.reference for t in go("bank-transfers", get=True, status="parked").context["page"].items] == ["PO-PARK9"]
    assert go("bank-transfer-correct", "PO-PARK9", rib="123").status_code == 422
    assert go("bank-transfer-correct", "PO-PARK9", rib="٠١١ 519 0000012050005349 21").status_code == 302
    assert bank.transfer_of("PO-PARK9").rib == RIB


def test_a_slip_from_the_file_to_the_last_difference(nadia, tifawin, carriers):
    go = desk_of(nadia)
    good, short = a_parcel_collected(tifawin, cash=100_00), a_parcel_collected(tifawin, cash=50_00)
    data = a_slip((good.number, "100,00"), (short.number, "45,00"), ("NO-1", "1,00"))
    wrong = go("bank-slips", carrier_code="jbal", slip="BR-9", file=upload(data), total="200,00")
    assert wrong.status_code == 422
    assert "200,00" in wrong.content.decode()
    assert 'value="BR-9"' in wrong.content.decode()  # what was typed is kept
    answer = go("bank-slips", carrier_code="jbal", slip="BR-9", file=upload(data), total="146,00")
    slip = delivery.remittances().items[0]
    assert answer["Location"] == reverse("desk:bank-slip", args=(slip.id,))
    again = go("bank-slips", carrier_code="jbal", slip="BR-9", file=upload(data))
    assert again["Location"] == answer["Location"]
    page = go("bank-slip", slip.id, get=True)
    assert [line.standing for line in page.context["page"].items] == ["matched", "wrong_amount", "unknown_parcel"]
    assert "book" in page.context["slip"].verbs
    go("bank-slip-book", slip.id)
    assert balance("courier:jbal:cash") == 50_00
    open_lines = go("bank-slip", slip.id, get=True, only="open").context["page"].items
    assert [line.row for line in open_lines] == [3, 4]
    assert go("bank-difference", open_lines[0].id, how="").status_code == 422
    assert go("bank-difference", open_lines[0].id, how="accept").status_code == 302
    assert go("bank-difference", open_lines[1].id, how="dismiss").status_code == 422
    assert go("bank-difference", open_lines[1].id, how="recheck", parcel="NO-2").status_code == 422
    assert go("bank-difference", open_lines[1].id, how="dismiss", note="Une erreur").status_code == 302
    assert delivery.remittance_card(slip.id).status == "booked"
    assert go("bank-difference", open_lines[1].id, how="dismiss", note="again").status_code == 302
    assert balance("platform:shortfall") == 5_00
    entry = entry_of((DAY, "VIR", 140_00))
    assert go("bank-entry-slip", entry, remittance="").status_code == 422
    assert go("bank-entry-slip", entry, remittance=str(slip.id)).status_code == 302
    assert balance("courier:jbal:transfer") == 5_00
    other = entry_of((DAY, "VIR 2", 5_00))
    assert go("bank-entry-carrier", other, carrier_code="").status_code == 422
    assert go("bank-entry-carrier", other, carrier_code="jbal").status_code == 302
    assert balance("courier:jbal:transfer") == 0


def test_a_dropped_slip_frees_its_number(nadia, tifawin, carriers):
    go = desk_of(nadia)
    slip = a_read_slip(("NO-1", "1,00"))
    go("bank-slip-drop", slip.pk)
    go("bank-slip-book", slip.pk)
    assert delivery.remittance_card(slip.pk).status == "dropped"


@pytest.mark.parametrize(
    ("name", "queries"), [("bank", 11), ("bank-entries", 4), ("bank-transfers", 8), ("bank-slips", 6), ("bank-slip", 9)]
)
def test_lists_take_as_many_queries_for_three_as_for_one(
    name, queries, nadia, karima, tifawin, carriers, django_assert_max_num_queries
):
    go = desk_of(nadia)
    count = 0

    def one_more() -> int:
        nonlocal count
        count += 1
        released([a_transfer(by=nadia), a_transfer(by=nadia)], first=nadia, second=karima)
        a_transfer(by=nadia)
        entry_of((DAY, f"VIR {count}", 10_00))
        parcels = [a_parcel_collected(tifawin) for _n in range(count)]
        return a_read_slip(*((p.number, "1,00") for p in parcels), slip=f"S-{count}").pk

    arguments = {"bank-slip": lambda pk: (pk,)}.get(name, lambda pk: ())
    for _round in range(3):
        pk = one_more()
        go(name, *arguments(pk), get=True)
        with django_assert_max_num_queries(queries):
            assert go(name, *arguments(pk), get=True).status_code == 200
