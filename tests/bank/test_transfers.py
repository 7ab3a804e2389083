"""Money out: waits, goes by the hands of two, and is paid when the bank's statement says so."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import sepaxml
import xmlschema
from django.db import IntegrityError, transaction

from tests.conftest import NOW
from tests.make.bank import OTHER_RIB, RIB, a_transfer, released
from twiza.bank import api as bank
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing.models import FactRow

SCHEMAS = Path(sepaxml.__file__).parent / "schemas"
ISO = "{urn:iso:std:iso:20022:tech:xsd:%s}"


def facts() -> list[tuple[str, dict]]:
    return list(FactRow.objects.filter(kind__startswith="Transfer").order_by("id").values_list("kind", "fields"))


def test_the_same_reference_is_the_same_transfer(nadia):
    first = a_transfer(by=nadia, reference="PO-1234")
    assert a_transfer(by=nadia, reference="PO-1234") == first
    assert bank.transfer_counts()["waiting"] == 1
    for other in ({"amount": 1_00}, {"reference": "PO 1234"}):
        with pytest.raises(bank.ReferenceTaken):
            a_transfer(by=nadia, **({"reference": "PO-1234"} | other))


def test_a_wrong_rib_is_refused_or_parked_until_corrected(nadia, karima):
    wrong = RIB[:-1] + "2"
    with pytest.raises(bank.WrongRib):
        a_transfer(by=nadia, rib=wrong)
    parked = a_transfer(by=nadia, reference="PO-PARK1", rib=wrong, park_wrong_rib=True)
    assert (parked.status, parked.rib) == ("parked", wrong)
    assert parked.reason == "The key of this bank account number (RIB) does not fit: a digit is wrong or misplaced."
    good = a_transfer(by=nadia)
    batch = released([parked, good], first=nadia, second=karima)
    assert [t.reference for t in bank.transfers_of_batch(batch.number)] == [good.reference]
    with pytest.raises(bank.WrongRib):
        bank.correct_rib(reference="PO-PARK1", rib="123", by=nadia, now=NOW)
    bank.correct_rib(reference="PO-PARK1", rib="310 810 1014029004423101 33", by=nadia, now=NOW)
    card = bank.transfer_of("PO-PARK1")
    assert (card.status, card.rib, card.reason) == ("waiting", OTHER_RIB, "")
    with pytest.raises(NotFound):
        bank.correct_rib(reference="PO-NONE", rib=RIB, by=nadia, now=NOW)


def test_it_takes_two_persons(nadia, karima):
    transfer = a_transfer(by=nadia)
    with pytest.raises(bank.SamePerson):
        released([transfer], first=nadia, second=nadia)
    batch = bank.compose_batch(references=[transfer.reference], by=nadia, now=NOW)
    with pytest.raises(bank.SamePerson):
        bank.release_batch(batch=batch, by=nadia, now=NOW)
    with pytest.raises(bank.NotReleased):
        bank.batch_csv(batch)
    with pytest.raises(IntegrityError), transaction.atomic():  # the database would not have it either
        type(batch).objects.filter(pk=batch.pk).update(released_by=nadia)
    bank.release_batch(batch=batch, by=karima, now=NOW)
    with pytest.raises(MoveRefused):
        bank.release_batch(batch=batch, by=karima, now=NOW)
    card = bank.batch_card(batch.number)
    assert (card.composed_by, card.released_by, card.count, card.total_centimes) == (
        nadia.name,
        karima.name,
        1,
        1_250_00,
    )
    assert bank.transfer_of(transfer.reference).status == "released"


def test_asked_again_the_batch_that_is_there_comes_back(nadia, karima):
    transfers = [a_transfer(by=nadia), a_transfer(by=nadia)]
    batch = released(transfers, first=nadia, second=karima)
    assert released(transfers, first=nadia, second=karima) == batch
    with pytest.raises(bank.NothingToSend):
        bank.compose_batch(references=[t.reference for t in transfers], by=nadia, now=NOW)


def test_a_batch_taken_apart_lets_its_transfers_wait(nadia, karima):
    transfer = a_transfer(by=nadia)
    batch = bank.compose_batch(references=[transfer.reference], by=nadia, now=NOW)
    assert bank.transfers_to_compose() == []
    bank.drop_batch(batch=batch, by=karima, now=NOW)
    assert [t.reference for t in bank.transfers_to_compose()] == [transfer.reference]
    with pytest.raises(MoveRefused):
        bank.release_batch(batch=batch, by=karima, now=NOW)


def test_what_failed_is_in_no_file_and_says_why(nadia, karima):
    one, two = a_transfer(by=nadia), a_transfer(by=nadia, amount=99_00)
    batch = released([one, two], first=nadia, second=karima)
    with pytest.raises(bank.ReasonMissing):
        bank.fail_transfer(reference=one.reference, reason="  ", by=nadia, now=NOW)
    bank.fail_transfer(reference=one.reference, reason="Compte clôturé", by=nadia, now=NOW)
    assert facts() == [("TransferFailed", {"reference": one.reference, "reason": "Compte clôturé"})]
    assert one.reference not in bank.batch_csv(batch).decode()
    bank.send_batch(batch=batch, by=nadia, now=NOW)
    assert [t.status for t in bank.transfers_of_batch(batch.number)] == ["failed", "sent"]
    with pytest.raises(MoveRefused):
        bank.fail_transfer(reference=one.reference, reason="again", by=nadia, now=NOW)


def test_the_csv_says_what_the_bank_shall_pay(nadia, karima):
    transfer = a_transfer(by=nadia, reference="PO-CSV1", payee_name="=Coopérative; Tifawin", amount=1_250_05)
    lines = bank.batch_csv(released([transfer], first=nadia, second=karima)).decode("utf-8-sig").splitlines()
    assert lines == [
        "Référence;RIB bénéficiaire;Bénéficiaire;Montant;Devise;Motif",
        f'PO-CSV1;{RIB};"\'=Coopérative; Tifawin";1250,05;MAD;Versement du 16 novembre',
    ]


@pytest.mark.parametrize("version", ["pain.001.001.03", "pain.001.001.09"])
@pytest.mark.parametrize("by_rib", [True, False])
def test_pain001_is_valid_and_adds_up(version, by_rib, nadia, karima, settings):
    settings.TWIZA_BANK = [settings.TWIZA_BANK[0] | {"writes": version, "by_rib": by_rib, "bic": "BCMAMAMC"}]
    one = a_transfer(by=nadia, payee_name="تعاونية تيفاوين & <Cie>", amount=1_250_05)
    two = a_transfer(by=nadia, kind="refund", amount=99_95, rib=OTHER_RIB, subject="Remboursement n° 7 — “merci”")
    data = bank.batch_pain001(released([one, two], first=nadia, second=karima))
    schema = xmlschema.XMLSchema(str(SCHEMAS / f"{version}.xsd"))
    schema.validate(io.BytesIO(data))
    said = schema.to_dict(io.BytesIO(data))["CstmrCdtTrfInitn"]
    head, (block,) = said["GrpHdr"], said["PmtInf"]
    assert (head["NbOfTxs"], str(head["CtrlSum"]), str(block["CtrlSum"])) == ("2", "1350.00", "1350.00")
    first, second = block["CdtTrfTxInf"]
    assert [t["PmtId"]["EndToEndId"] for t in (first, second)] == [one.reference, two.reference]
    number = first["CdtrAcct"]["Id"]
    assert number == ({"Othr": {"Id": RIB}} if by_rib else {"IBAN": bank.iban_of(RIB)})
    assert (str(first["Amt"]["InstdAmt"]["$"]), first["Amt"]["InstdAmt"]["@Ccy"]) == ("1250.05", "MAD")
    assert first["Cdtr"]["Nm"].isascii()
    assert "&" not in first["Cdtr"]["Nm"]


def test_without_a_bic_it_is_valid_too(nadia, karima):
    data = bank.batch_pain001(released([a_transfer(by=nadia)], first=nadia, second=karima))
    xmlschema.XMLSchema(str(SCHEMAS / "pain.001.001.03.xsd")).validate(io.BytesIO(data))
