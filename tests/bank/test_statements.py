"""What the bank says: read whatever its shape, booked once, explained once."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.conftest import NOW
from tests.make.bank import OTHER_RIB, OURS, a_camt, a_csv, a_transfer, camt_entry, imported, released
from twiza.bank import api as bank
from twiza.bank.jobs import entries_agree, statements_go_on
from twiza.kernel.refusals import Refusal
from twiza.ledger.api import balance, balances
from twiza.plumbing.models import FactRow

DAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def texts() -> list[tuple[int, str]]:
    return [(e.centimes, e.text) for e in reversed(bank.entries().items)]


def facts() -> list[str]:
    rows = FactRow.objects.exclude(kind__startswith="Cooperative").order_by("id")
    return [row.kind for row in rows]


def test_a_french_csv(nadia):
    rows = ((DAY, "VIR RECU SALMA", 350_50), (DAY, "FRAIS TENUE DE COMPTE", -25_00))
    one = imported(a_csv(*rows, opening=1_000_00), by=nadia)
    assert one.new
    card = one.statement
    assert (card.account, card.kind, card.opening_centimes, card.closing_centimes) == (
        "main",
        "csv",
        1_000_00,
        1_325_50,
    )
    assert texts() == [(-25_00, "FRAIS TENUE DE COMPTE"), (350_50, "VIR RECU SALMA")]
    assert balances(["bank:main", "bank:unexplained"]) == {"bank:main": 325_50, "bank:unexplained": -325_50}
    assert facts() == ["CreditBooked"]
    assert entries_agree(NOW) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_in_any_encoding(encoding):
    imported(a_csv((DAY, "Virement reçu à Tétouan", 10_00), encoding=encoding))
    assert texts() == [(10_00, "Virement reçu à Tétouan")]


SHAPES = {
    "arabic": "التاريخ;البيان;مدين;دائن\n20/11/2026;تحويل وارد;;٣٥٠٫٥٠\n20/11/2026;مصاريف;٢٥٫٠٠;\n",
    "english signed": "Date,Description,Amount (MAD)\n2026-11-20,Transfer in,350.50\n2026-11-20,Fees,-25.00\n",
    "sense": "Date\tLibellé\tMontant\tSens\n20/11/26\tVirement\t350,50\tC\n20/11/26\tFrais\t25,00\tD\n",
    "thousands": "Date;Date valeur;Libellé;Montant;Solde\n20.11.2026;21.11.2026;A;1 350,50;2 350,50\n"
    "20.11.2026;;B;- 1 025,00 DH;1 325,50\n",
    "newest first": "Date;Libellé;Montant;Solde\n20/11/2026;B;-25,00;1325,50\n19/11/2026;A;350,50;1350,50\n",
}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_every_bank_writes_its_own(shape):
    one = imported(SHAPES[shape].encode())
    assert sum(c for c, _t in texts()) == 325_50
    if "Solde" in SHAPES[shape]:
        assert (one.statement.opening_centimes, one.statement.closing_centimes) == (1_000_00, 1_325_50)


def test_a_workbook():
    book = Workbook()
    for row in (["RIB", OURS], ["Date opération", "Libellé", "Débit", "Crédit"], [DAY, "Virement", None, 350.5]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    imported(out.getvalue())
    assert texts() == [(350_50, "Virement")]


@pytest.mark.parametrize("version", ["02", "04", "08"])
def test_camt053(version):
    newer = version == "08"
    data = a_camt(
        camt_entry(350_50, ref="A1", text="TW-4K7Q2MX", name="Salma", newer=newer),
        camt_entry(-25_00, ref="A2", text="Frais", newer=newer),
        camt_entry(999_00, ref="A3", status="PDNG", newer=newer),
        opening="1000.00",
        closing="1325.50",
        version=version,
    )
    card = imported(data).statement
    assert (card.kind, card.opening_centimes, card.closing_centimes) == ("camt053", 1_000_00, 1_325_50)
    fees, salma = bank.entries().items[::-1]
    assert (salma.counterparty, salma.text, salma.bank_reference, salma.reference) == ("Salma", "TW-4K7Q2MX", "A1", "")
    assert fees.centimes == -25_00


def test_several_payments_booked_at_once_are_told_apart():
    inner = "".join(
        f"<TxDtls><Refs><EndToEndId>{ref}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy='MAD'>{amount}</Amt></TxAmt>"
        "</AmtDtls></TxDtls>"
        for ref, amount in (("E2E1", "100.00"), ("E2E2", "50.50"))
    )
    entry = camt_entry(150_50, ref="B1")
    entry = entry[: entry.index("<NtryDtls>")] + f"<NtryDtls>{inner}</NtryDtls></Ntry>"
    imported(a_camt(entry, closing="150.50"))
    assert [(e.centimes, e.reference) for e in bank.entries().items[::-1]] == [(100_00, "E2E1"), (50_50, "E2E2")]


def test_the_same_file_twice_and_files_that_overlap_add_nothing(nadia):
    same = (DAY, "VERSEMENT ESPECES", 100_00)
    first = a_csv(same, same, (DAY, "VIR A", 10_00), opening=0)
    assert imported(first).statement.entries_new == 3
    again = imported(first)
    assert (again.new, len(bank.statements())) == (False, 1)
    # two alike of one day are two; the longer file holds the same and one more
    longer = imported(a_csv(same, same, (DAY, "VIR A", 10_00), (DAY + timedelta(1), "VIR B", 20_00), opening=0))
    assert (longer.statement.entries_new, longer.statement.entries_known) == (1, 3)
    assert balance("bank:main") == 230_00
    assert entries_agree(NOW) == statements_go_on(NOW) == []


def test_by_the_banks_own_reference_whatever_the_words():
    imported(a_camt(camt_entry(10_00, ref="R1", text="short"), closing="10.00"))
    both = a_camt(camt_entry(10_00, ref="R1", text="longer words"), camt_entry(10_00, ref="R2"), closing="20.00")
    assert imported(both).statement.entries_new == 1


def test_a_missing_statement_between_is_named():
    imported(a_csv((DAY, "A", 100_00), opening=0))
    late = imported(a_csv((DAY + timedelta(3), "C", 5_00), opening=140_00))
    assert late.statement.missing_centimes == 40_00
    assert statements_go_on(NOW) == ["Statement releve.csv of account main opens 4000 centimes off: one is missing."]


REFUSED = [
    (a_camt(camt_entry(10_00, currency="EUR"), closing="10.00"), "in EUR"),
    (a_camt(camt_entry(10_00), closing="10.00", ccy="EUR"), "in EUR"),
    (a_camt(camt_entry(10_00), closing="11.00"), "opens at \u20680,00\u2069"),
    (a_camt(camt_entry(10_00), closing="10.00", rib=OTHER_RIB), "not one of ours"),
    (b'<!DOCTYPE x [<!ENTITY a "b">]>' + a_camt()[38:], "it was not opened"),
    (a_camt(camt_entry(10_00)).replace(b"camt.053", b"camt.052"), "not a bank statement"),
    (b"<Document><broken", "not a bank statement"),
    (a_camt(camt_entry(10_00), closing="1e999999"), "not an amount"),
    (a_camt(camt_entry(10_00), closing="NaN"), "not an amount"),
    (a_camt(), "has no entries"),
    (b"Date;Libelle;Montant EUR\n20/11/2026;x;10,00\n", "in EUR"),
    (b"Date;Libelle;Montant;Devise\n20/11/2026;x;10,00;USD\n", "in USD"),
    (b"Date;Libelle;Montant\n20/11/2026;x;ten\n", "Row 2: “ten” is not an amount"),
    (b"Date;Libelle;Montant\n20/11/2026;x;" + b"9" * 5000 + b"\n", "is not an amount"),
    (b"Date;Libelle;Montant\n31/02/2026;x;10,00\n", "Row 2: “31/02/2026” is not a date"),
    (b"Date;Libelle;Debit;Credit\n20/11/2026;x;1,00;2,00\n", "Row 2 has both a debit and a credit."),
    (b"Date;Libelle;Debit;Credit\n20/11/2026;x;;\n", "Row 2 has no amount."),
    (b"Date;Libelle;Montant;Solde\n20/11/2026;a;10,00;10,00\n20/11/2026;b;5,00;16,00\n", "Row 3: the balance says"),
    (b"name;colour\nsalma;blue\n", "No row of headings"),
    (b"hello world, this is not a sheet", "No row of headings"),
    (b"\x89PNG\r\n\x1a\n0000", "not a sheet"),
    (b"", "empty"),
    (a_csv((DAY, "x", 1_00), rib=OTHER_RIB), "not one of ours"),
]


@pytest.mark.parametrize(("data", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused_says_why_and_books_nothing(data, sentence):
    with pytest.raises(Refusal) as refused:
        imported(data)
    assert sentence in str(refused.value)
    assert bank.statements() == []
    assert balance("bank:main") == 0


def test_another_kind_of_file_of_the_same_days_is_refused():
    imported(a_csv((DAY, "A", 100_00)))
    with pytest.raises(bank.StatementRefused) as refused:
        imported(a_camt(camt_entry(100_00), closing="100.00"))
    assert "2026-11-20" in str(refused.value)


def test_two_accounts_each_its_own(settings, nadia):
    second = {"code": "second", "rib": OTHER_RIB, "bank": "Autre banque", "holder": "Twiza"}
    settings.TWIZA_BANK = [*settings.TWIZA_BANK, second]
    with pytest.raises(bank.StatementRefused):
        imported(b"Date;Libelle;Montant\n20/11/2026;x;10,00\n")
    with pytest.raises(bank.StatementRefused):
        imported(a_csv((DAY, "x", 1_00)), account_code="second")
    imported(a_csv((DAY, "VIR VERS SECOND", -500_00)))
    out = bank.entries().items[0]
    with pytest.raises(Refusal):
        bank.explain_by_hand(entry_id=out.id, purpose="between", by=nadia, now=NOW)
    imported(a_csv((DAY + timedelta(1), "VIR RECU", 500_00), rib=OTHER_RIB))
    bank.explain_by_hand(entry_id=out.id, purpose="between", by=nadia, now=NOW)
    assert bank.count_unexplained() == 0
    assert balances(["bank:main", "bank:second", "bank:unexplained"]) == {
        "bank:main": -500_00,
        "bank:second": 500_00,
        "bank:unexplained": 0,
    }
    assert entries_agree(NOW) == []


@pytest.mark.parametrize("how", ["end to end", "words", "csv"])
def test_our_transfer_is_recognised_and_so_is_its_return(how, nadia, karima):
    transfer = a_transfer(by=nadia, reference="PO-BACK1", amount=75_00)
    released([transfer], first=nadia, second=karima)
    if how == "csv":
        out = a_csv((DAY, "VIREMENT EMIS PO BACK1 TIFAWIN", -75_00))
        back = a_csv((DAY, "VIREMENT EMIS PO BACK1 TIFAWIN", -75_00), (DAY, "REJET VIR PO-BACK1", 75_00))
    else:
        said = {"end_to_end": "PO-BACK1"} if how == "end to end" else {"text": "VIR po-back1 TIFAWIN"}
        out = a_camt(camt_entry(-75_00, ref="X1", **said), opening="100.00", closing="25.00")
        back = a_camt(
            camt_entry(75_00, ref="X2", **(said | {"text": "Rejet PO-BACK1"})), opening="25.00", closing="100.00"
        )
    imported(out)
    assert bank.transfer_of("PO-BACK1").status == "paid"
    assert balances(["bank:main", "transfers:in_transit"]) == {"bank:main": -75_00, "transfers:in_transit": 75_00}
    imported(back)
    card = bank.transfer_of("PO-BACK1")
    assert card.status == "returned"
    assert "PO-BACK1" in card.reason
    assert balances(["bank:main", "transfers:in_transit"]) == {"bank:main": 0, "transfers:in_transit": 0}
    assert facts() == ["TransferPaid", "TransferReturned"]
    assert bank.count_unexplained() == 0


def test_a_whole_batch_booked_as_one_debit(nadia, karima):
    transfers = [a_transfer(by=nadia, amount=amount) for amount in (10_00, 20_00)]
    batch = released(transfers, first=nadia, second=karima)
    imported(a_csv((DAY, f"REMISE VIREMENTS {batch.number}", -30_00)))
    assert {t.status for t in bank.transfers_of_batch(batch.number)} == {"paid"}
    assert facts() == ["TransferPaid", "TransferPaid"]


def test_another_amount_is_not_our_transfer_but_is_hinted(nadia, karima):
    transfer = a_transfer(by=nadia, reference="PO-HINT1", amount=75_00)
    released([transfer], first=nadia, second=karima)
    imported(a_csv((DAY, "VIR PO-HINT1", -74_00)))
    (entry,) = bank.entries(unexplained=True).items
    assert (entry.hint, entry.purpose) == ("PO-HINT1", "")
    assert bank.transfer_of("PO-HINT1").status == "released"
    with pytest.raises(Refusal):
        bank.explain_by_hand(entry_id=entry.id, purpose="transfer", reference="PO-HINT1", by=nadia, now=NOW)
    assert balance("bank:unexplained") == 74_00


def test_a_transfer_given_up_that_left_after_all_is_named_and_pays_nothing(nadia, karima):
    released([a_transfer(by=nadia, reference="PO-GONE1", amount=75_00)], first=nadia, second=karima)
    bank.fail_transfer(reference="PO-GONE1", reason="the bank says so", by=nadia, now=NOW)
    imported(a_csv((DAY, "VIR PO-GONE1", -75_00)))
    (entry,) = bank.entries(unexplained=True).items
    assert (entry.hint, entry.purpose) == ("PO-GONE1", "")
    assert bank.transfer_of("PO-GONE1").status == "failed"
    assert facts() == ["TransferFailed"]
    assert balance("bank:unexplained") == 75_00


def test_the_desk_explains_what_nobody_knows(nadia, karima):
    imported(a_csv((DAY, "FRAIS", -25_00), (DAY, "APPORT", 1_000_00), (DAY, "VIR SANS REF", -75_00)))
    fees, unnamed, owner = sorted(bank.entries().items, key=lambda e: abs(e.centimes))
    released([a_transfer(by=nadia, reference="PO-HAND1", amount=75_00)], first=nadia, second=karima)

    def explain(entry, purpose, **more):
        bank.explain_by_hand(entry_id=entry.id, purpose=purpose, by=nadia, now=NOW, **more)

    explain(fees, "fees")
    explain(owner, "owner", note="Dotation")
    explain(unnamed, "transfer", reference="po hand1")
    assert balances(["bank:unexplained", "platform:bank_fees", "platform:owner", "transfers:in_transit"]) == {
        "bank:unexplained": 0,
        "platform:bank_fees": 25_00,
        "platform:owner": -1_000_00,
        "transfers:in_transit": 75_00,
    }
    assert bank.transfer_of("PO-HAND1").status == "paid"
    for purpose in ("fees", "nonsense"):
        with pytest.raises(Refusal):
            explain(fees, purpose)
    assert entries_agree(NOW) == []


def test_an_entry_is_explained_once():
    imported(a_csv((DAY, "VIR", 10_00)))
    (entry,) = bank.entries().items
    assert bank.explain_entry(entry_id=entry.id, purpose="receipt:1", now=NOW) is True
    assert bank.explain_entry(entry_id=entry.id, purpose="receipt:1", now=NOW) is False
    with pytest.raises(bank.AlreadyExplained):
        bank.explain_entry(entry_id=entry.id, purpose="receipt:2", now=NOW)
    assert entries_agree(NOW) == ["Entries nobody explained make 0, bank:unexplained holds 1000."]


LINES = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["VIR A", "VIR B", "FRAIS"]), st.integers(-5_00, 5_00).filter(bool)),
    min_size=1,
    max_size=8,
)


@given(lines=LINES, cuts=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_windows_of_days_are_read_the_sum_is_right(lines, cuts):
    """Whole days in files that overlap as they like, in any order: what is read is what the bank did on those days."""
    from django.db import transaction

    lines = sorted(lines, key=lambda line: line[0])
    with transaction.atomic():
        read: set[int] = set()
        for start, end in cuts:
            rows = [
                (DAY + timedelta(day), text, c) for day, text, c in lines if min(start, end) <= day <= max(start, end)
            ]
            if rows:
                imported(a_csv(*rows))
                read |= {row[0].toordinal() - DAY.toordinal() for row in rows}
        assert balance("bank:main") == sum(c for day, _t, c in lines if day in read)
        assert entries_agree(NOW) == []
        transaction.set_rollback(True)
