"""Carriers' slips: each row laid beside our parcels, booked once, and met with the bank."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.conftest import NOW
from tests.make.bank import a_camt, a_csv, camt_entry, imported
from tests.make.delivery import a_parcel, a_parcel_collected, a_parcel_out, a_slip
from twiza.bank import api as bank
from twiza.bank.jobs import entries_agree
from twiza.delivery import api as delivery
from twiza.delivery.jobs import alarm_overdue_cash, carriers_cash_agrees
from twiza.delivery.reactions import find_slip
from twiza.kernel.refusals import NotFound, Refusal
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import balance, balances
from twiza.ledger.models import Line, Posting
from twiza.plumbing.models import Delivery, FactRow, Letter

pytestmark = pytest.mark.usefixtures("carriers")
DAY = date(2026, 11, 23)


def read(data: bytes, *, slip: str = "BR-1001", carrier: str = "jbal", **fields):
    made, _new = delivery.read_remittance(
        carrier_code=carrier, slip=slip, data=data, name="bordereau.csv", by=None, now=NOW, **fields
    )
    return made


def book(remittance, by=None):
    return delivery.book_remittance(remittance=remittance, by=by, now=NOW)


def standings(remittance) -> list[str]:
    return [line.standing for line in delivery.remittance_lines(remittance.pk).items]


def state(remittance) -> str:
    return delivery.remittance_card(remittance.pk).status


def jbal() -> dict[str, int]:
    return {kind: balance(f"courier:jbal:{kind}") for kind in ("cash", "transfer", "payable")}


def line_of(remittance, row: int):
    return next(line for line in delivery.remittance_lines(remittance.pk).items if line.row == row)


def end(remittance, row: int, how: str, by, **more):
    line = line_of(remittance, row)
    return delivery.resolve_difference(line_id=line.id, how=how, by=by, now=NOW, **more)


def test_a_slip_from_reading_to_the_bank(tifawin, nadia):
    one, two = a_parcel_collected(tifawin, cash=180_00), a_parcel_collected(tifawin, cash=20_50)
    data = a_slip(
        (one.number, "180,00", "25,00"),
        (two.tracking, "20,50 DH", "25,00"),
        ("TOTAL", "200,50", "50,00"),
        head="N° colis;Montant encaissé;Frais",
    )
    slip = read(data)
    assert standings(slip) == ["matched", "matched"]
    assert (state(slip), jbal()) == ("read", {"cash": 200_50, "transfer": 0, "payable": 0})
    book(slip, nadia)
    assert state(slip) == "booked"
    assert jbal() == {"cash": 0, "transfer": 150_50, "payable": 50_00}
    assert [delivery.shipment_card(p.reference).cash.remitted_to for p in (one, two)] == ["market", "market"]
    assert delivery.cash_of_cooperative(tifawin.pk).with_market == 200_50
    with pytest.raises(MoveRefused):
        book(slip, nadia)
    imported(a_csv((DAY, "VIR MESSAGERIE BR 1001", 150_50)))
    (credit,) = bank.unexplained_credits()
    for _twice in range(2):
        find_slip(bank.CreditBooked(entry_id=credit.id))
    assert jbal()["transfer"] == 0
    assert bank.entry(credit.id).purpose == f"remittance:{slip.pk}"
    assert delivery.remittance_card(slip.pk).paid_entry == credit.id
    assert entries_agree(NOW) == carriers_cash_agrees(NOW) == []


HEADS = {
    "fr": ("Code d'envoi;Destinataire;CRBT (DH)", ";"),
    "ar": ("رقم الطرد;المدينة;المبلغ المحصل", ";"),
    "en": ("Tracking number,City,COD amount", ","),
}


def test_a_slip_longer_than_one_look_finds_each_parcel_once(tifawin, nadia):
    parcels = [a_parcel_collected(tifawin, cash=10_00) for _parcel in range(110)]
    slip = read(a_slip(*((parcel.reference, "10,00", "0") for parcel in parcels), head="Colis;Montant;Frais"))
    book(slip, nadia)
    assert state(slip) == "booked"
    assert jbal() == {"cash": 0, "transfer": 1_100_00, "payable": 0}


@pytest.mark.parametrize("language", HEADS)
@pytest.mark.parametrize("by", ["number", "reference", "tracking"])
def test_headings_of_three_languages_and_every_number_of_a_parcel(language, by, tifawin):
    parcel = a_parcel_collected(tifawin, cash=1_180_00, reference=f"TW-HEAD{language}-1".upper())
    head, sign = HEADS[language]
    amount = "1180.00" if language == "en" else "1 180,00"
    body = f"{head}\n{getattr(parcel, by).lower()}{sign}x{sign}{amount}\n"
    assert standings(read(body.encode())) == ["matched"]


def test_a_workbook(tifawin):
    parcel = a_parcel_collected(tifawin, cash=99_90)
    sheet = Workbook()
    for row in (["Messagerie Jbal", None], ["Bordereau", "BR-7"], ["Colis", "Montant"], [parcel.number, 99.9]):
        sheet.active.append(row)
    out = io.BytesIO()
    sheet.save(out)
    assert standings(read(out.getvalue())) == ["matched"]


def test_every_difference_has_its_name_and_books_nothing(tifawin, nadia):
    good = a_parcel_collected(tifawin, cash=100_00)
    short = a_parcel_collected(tifawin, cash=100_00)
    out = a_parcel_out(tifawin, cash=50_00)
    other = a_parcel_collected(tifawin, cash=70_00, carrier="barq", tracking="BQ-1")
    own = a_parcel(tifawin, cash=60_00, method="hand", carrier="own")
    delivery.hand_over(shipment=own, now=NOW)
    delivery.record_delivery(shipment=own, now=NOW, role="carrier")
    done = a_parcel_collected(tifawin, cash=30_00)
    delivery.remit_cash(references=[done.reference], remittance="PAPER-1", now=NOW)
    prepaid = a_parcel_out(tifawin, cash=0, reference="TW-PREPAID-1")
    rows = [
        (good.number, "100,00"),
        (good.number, "100,00"),
        (short.number, "90,00"),
        ("TP-2222222", "10,00"),
        (out.number, "50,00"),
        (other.number, "70,00"),
        (own.number, "60,00"),
        (done.number, "30,00"),
        (prepaid.number, "5,00"),
        (short.number, "10 EUR"),
        (out.number, "0,00"),
    ]
    slip = read(a_slip(*rows))
    names = [
        "matched",
        "double_line",
        "wrong_amount",
        "unknown_parcel",
        "not_collected",
        "other_carrier",
        "other_carrier",
        "already_remitted",
        "no_cash_due",
        "other_currency",
        "double_line",
    ]
    assert standings(slip) == names
    before = jbal()["cash"]
    book(slip, nadia)
    assert state(slip) == "different"
    assert jbal()["cash"] == before - 100_00
    card = delivery.remittance_card(slip.pk)
    assert (card.matched, card.open, card.gross_centimes) == (1, 10, 515_00)
    assert delivery.count_open_differences() == 10
    assert carriers_cash_agrees(NOW) == []


def test_the_desk_ends_each_difference(tifawin, nadia):
    short, over, typo, late, gone = (a_parcel_collected(tifawin, cash=100_00) for _n in range(5))
    out = a_parcel_out(tifawin, cash=50_00)
    rows = [
        (short.number, "90,00"),
        (over.number, "110,00"),
        ("JB-TYPO", "100,00"),
        (late.number, "95,00"),
        ("XX-1", "12,00"),
        (out.number, "50,00"),
    ]
    slip = book(read(a_slip(*rows)), nadia)
    with pytest.raises(delivery.ResolutionUnfit):
        end(slip, 3, "accept", nadia)  # more came than was due
    end(slip, 2, "accept", nadia)
    end(slip, 3, "as_due", nadia)
    with pytest.raises(delivery.StillDifferent):
        end(slip, 4, "recheck", nadia)
    end(slip, 4, "recheck", nadia, parcel=typo.number)
    end(slip, 5, "as_due", nadia)
    with pytest.raises(delivery.NoteMissing):
        end(slip, 6, "dismiss", nadia)
    end(slip, 6, "dismiss", nadia, note="Not ours")
    with pytest.raises(delivery.StillDifferent):
        end(slip, 7, "recheck", nadia)
    delivery.record_delivery(shipment=delivery.shipment_by_reference(out.reference), now=NOW, role="carrier")
    assert state(slip) == "different"
    end(slip, 7, "recheck", nadia)
    assert state(slip) == "booked"
    with pytest.raises(delivery.ResolutionUnfit):
        end(slip, 2, "as_due", nadia)
    # 90 + 100 + 100 + 100 + 50 announced, 10 borne by the market; `gone` is still with the carrier, `out` was
    # never booked as collected here
    assert jbal() == {"cash": 100_00 - 50_00, "transfer": 440_00, "payable": 0}
    assert balance("platform:shortfall") == 10_00
    assert delivery.shipment_card(gone.reference).cash.status == "collected"


def test_a_right_parcel_of_another_amount_stays_open_as_that(tifawin, nadia):
    parcel = a_parcel_collected(tifawin, cash=100_00)
    slip = book(read(a_slip(("TYPO-1", "90,00"))), nadia)
    assert end(slip, 2, "recheck", nadia, parcel=parcel.number).resolution == ""
    assert line_of(slip, 2).ways == ("accept", "as_due", "dismiss")
    end(slip, 2, "accept", nadia)
    assert state(slip) == "booked"


def test_the_same_file_twice_changes_nothing(tifawin, nadia):
    data = a_slip((a_parcel_collected(tifawin).number, "180,00"))
    first = book(read(data), nadia)
    before = Posting.objects.count()
    again, new = delivery.read_remittance(
        carrier_code="jbal", slip="OTHER-NUMBER", data=data, name="again.csv", by=None, now=NOW
    )
    assert (again, new, Posting.objects.count()) == (first, False, before)
    other = a_slip(("TP-2222222", "1,00"))
    with pytest.raises(Refusal) as refused:
        read(other)
    assert str(refused.value) == "Slip BR-1001 of this carrier is booked already: nothing can be added to it."
    # the same parcel in another slip is named, and not received again
    late = read(data + b"\r\n", slip="BR-1002")
    assert standings(late) == ["already_remitted"]


def test_a_slip_looked_at_can_be_dropped_and_given_in_again(tifawin, nadia):
    data = a_slip((a_parcel_collected(tifawin).number, "180,00"))
    first = read(data)
    with pytest.raises(Refusal) as refused:
        read(data + b"\n;\n")
    assert "Drop that one first" in str(refused.value)
    delivery.drop_remittance(remittance=first, by=nadia, now=NOW)
    assert read(data) != first
    with pytest.raises(MoveRefused):
        book(first, nadia)


def test_what_happened_since_the_dry_run_counts(tifawin, nadia):
    parcel = a_parcel_collected(tifawin)
    slip = read(a_slip((parcel.number, "180,00")))
    delivery.remit_cash(references=[parcel.reference], remittance="PAPER-9", now=NOW)
    book(slip, nadia)
    assert (standings(slip), state(slip)) == (["already_remitted"], "different")
    assert balances(["courier:jbal:cash", f"cooperative:{tifawin.pk}:cash", "courier:jbal:transfer"]) == {
        "courier:jbal:cash": 0,
        f"cooperative:{tifawin.pk}:cash": 180_00,
        "courier:jbal:transfer": 0,
    }


FILES = [
    (
        a_slip(("TP-1", "1,00"), ("Total", "2,00")),
        "The slip says \u20682,00\u2069 in all, but its rows make \u20681,00\u2069.",
    ),
    (a_slip(("TP-1", "one")), "Row 2: “one” is not an amount that can be read."),
    (a_slip(("", "5,00")), "Row 2 has an amount but no parcel."),
    (a_slip(), "The slip has no parcels."),
    (b"name,colour\nx,y\n", "No row of headings was found: a slip needs a column of parcels and one of amounts."),
    (b"", "The sheet is empty."),
    (b"%PDF-1.7", "This is not a sheet that can be read: give a CSV or XLSX file."),
]


@pytest.mark.parametrize(("data", "sentence"), FILES, ids=range(len(FILES)))
def test_a_file_that_is_refused_says_why(data, sentence):
    with pytest.raises(Refusal) as refused:
        read(data)
    assert str(refused.value) == sentence
    assert delivery.remittances().items == []


def test_the_total_typed_in_is_compared_too(tifawin):
    parcel = a_parcel_collected(tifawin)
    data = a_slip((parcel.number, "180,00", "30,00"), head="Colis;Montant;Frais")
    with pytest.raises(Refusal) as refused:
        read(data, stated_centimes=179_00)
    assert str(refused.value) == "The slip says \u2068179,00\u2069 in all, but its rows make \u2068180,00\u2069."
    read(data, stated_centimes=150_00)  # less the fees
    for wrong in ({"carrier": "nobody"}, {"slip": "  "}):
        with pytest.raises(Refusal):
            read(data, **wrong)


def test_a_whole_file_in_euros_is_named_row_by_row(tifawin, nadia):
    parcel = a_parcel_collected(tifawin)
    slip = book(read(a_slip((parcel.number, "180,00"), head="Colis;Montant (EUR)")), nadia)
    assert standings(slip) == ["other_currency"]
    assert delivery.remittance_card(slip.pk).gross_centimes == 0
    assert jbal()["cash"] == 180_00


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("VIR BR-1001", "", True),
        ("REMISE COD BR 1001 NOV", "", True),
        ("VIR RECU", "MESSAGERIE JBAL", True),
        ("VIR RECU", "Salma", False),
        ("VIR BR-10011", "", False),
    ],
)
@pytest.mark.parametrize("first", ["slip", "credit"])
def test_slip_and_credit_find_each_other_whichever_came_first(first, text, name, found, tifawin, nadia):
    slip = read(a_slip((a_parcel_collected(tifawin).number, "180,00")))
    if first == "slip":
        book(slip, nadia)
    imported(a_camt(camt_entry(180_00, text=text, name=name), closing="180.00"))
    (credit,) = bank.entries().items
    find_slip(bank.CreditBooked(entry_id=credit.id))
    if first == "credit":
        book(slip, nadia)
    assert (delivery.remittance_card(slip.pk).paid_entry == credit.id) is found
    assert balance("bank:unexplained") == (0 if found else -180_00)


def test_the_desk_matches_a_credit_of_another_amount_by_hand(tifawin, nadia):
    slip = book(read(a_slip((a_parcel_collected(tifawin).number, "180,00"))), nadia)
    imported(a_csv((DAY, "VIR BR-1001", 170_00), (DAY, "VIR JBAL SOLDE", 10_00), (DAY, "FACTURE JBAL", -40_00)))
    out, part, rest = sorted(bank.entries().items, key=lambda e: (e.centimes > 0, -e.centimes))
    find_slip(bank.CreditBooked(entry_id=part.id))
    with pytest.raises(Refusal):
        delivery.match_to_bank(remittance=slip, entry_id=out.id, by=nadia, now=NOW)
    delivery.match_to_bank(remittance=slip, entry_id=part.id, by=nadia, now=NOW)
    assert jbal()["transfer"] == 10_00
    slip.refresh_from_db()
    with pytest.raises(Refusal):
        delivery.match_to_bank(remittance=slip, entry_id=rest.id, by=nadia, now=NOW)
    delivery.explain_with_carrier(entry_id=rest.id, carrier_code="jbal", by=nadia, now=NOW)
    delivery.explain_with_carrier(entry_id=out.id, carrier_code="jbal", by=nadia, now=NOW)
    assert jbal() == {"cash": 0, "transfer": 0, "payable": 40_00}
    for again in ("jbal", "nobody"):
        with pytest.raises(Refusal):
            delivery.explain_with_carrier(entry_id=out.id, carrier_code=again, by=nadia, now=NOW)
    assert entries_agree(NOW) == []


def test_a_paper_slip_ticked_off_for_the_market(tifawin, nadia):
    one, two = a_parcel_collected(tifawin, cash=180_00), a_parcel_collected(tifawin, cash=20_00)
    third = a_parcel_collected(tifawin, cash=5_00, carrier="barq", tracking="BQ-9")

    def tick(*parcels, slip="PAPER-1") -> int:
        return delivery.remit_by_hand(references=[p.reference for p in parcels], slip=slip, by=nadia, now=NOW)

    assert tick(one, third) == 185_00
    assert tick(one) == 0
    assert tick(one, two) == 20_00
    assert [(s.carrier_code, s.gross_centimes, s.status) for s in delivery.remittances().items] == [
        ("jbal", 200_00, "booked"),
        ("barq", 5_00, "booked"),
    ]
    assert jbal() == {"cash": 0, "transfer": 200_00, "payable": 0}
    with pytest.raises(delivery.AlreadyRemitted):
        tick(one, slip="PAPER-2")
    with pytest.raises(delivery.NotCollected):
        tick(a_parcel_out(tifawin))
    with pytest.raises(NotFound):
        delivery.remit_by_hand(references=["TW-NONE"], slip="X", by=nadia, now=NOW)
    with pytest.raises(Refusal):
        tick(one, slip=" ")


def test_cash_given_to_the_cooperative_itself(tifawin, fatima):
    parcel = a_parcel_collected(tifawin)
    delivery.remit_cash(references=[parcel.reference], remittance="R-1", now=NOW, by=fatima, cooperative_id=tifawin.pk)
    assert balance(f"cooperative:{tifawin.pk}:cash") == 180_00
    totals = delivery.cash_of_cooperative(tifawin.pk)
    assert (totals.remitted, totals.with_market) == (180_00, 0)
    assert [(h.kind, h.key, h.centimes) for h in delivery.cash_by_holder()] == [
        ("cooperative", str(tifawin.pk), 180_00)
    ]


def test_who_holds_what_and_for_how_long(tifawin, nadia):
    a_parcel_collected(tifawin, cash=100_00, now=NOW - timedelta(days=16))
    a_parcel_collected(tifawin, cash=20_00, now=NOW - timedelta(days=8))
    a_parcel_collected(tifawin, cash=3_00, now=NOW - timedelta(days=7))
    (card,) = delivery.cash_by_carrier(NOW)
    assert (card.code, card.centimes, card.parcels, card.books_centimes, card.agrees) == (
        "jbal",
        123_00,
        3,
        123_00,
        True,
    )
    assert (card.overdue_centimes, card.overdue_parcels, card.ages) == (120_00, 2, (3_00, 20_00, 100_00))
    assert (card.oldest_on, card.oldest_days) == (date(2026, 11, 7), 16)
    for _twice in range(2):
        assert alarm_overdue_cash(now=NOW) == 1
    (letter,) = Letter.objects.filter(kind="overdue_cash")
    assert letter.to == nadia.email
    assert "120,00" in letter.text


def test_rows_and_books_that_disagree_are_said(tifawin):
    FactRow.objects.all().delete()
    Delivery.objects.all().delete()
    parcel = a_parcel_out(tifawin)
    delivery.record_delivery(shipment=parcel, now=NOW, role="carrier")
    Delivery.objects.all().delete()
    assert carriers_cash_agrees(NOW) == ["Carrier jbal holds 18000 by its parcels, 0 by the books."]


ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["due", "less", "more", "euro", "unknown"]), st.integers(0, 2_00)),
    min_size=1,
    max_size=5,
)


@given(files=st.lists(ROWS, min_size=1, max_size=3), ways=st.lists(st.sampled_from(["accept", "as_due", "dismiss"])))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_slips_say_books_balance_and_a_parcel_is_remitted_once(tifawin, nadia, files, ways):
    from django.db import transaction
    from django.db.models import Sum

    with transaction.atomic():
        parcels = [a_parcel_collected(tifawin, cash=10_00 + n) for n in range(3)]
        fees = 0
        for serial, rows in enumerate(files):
            typed = []
            for which, how, off in rows:
                due = parcels[which].cash.due_centimes
                amount = {"due": due, "less": due - off, "more": due + off}.get(how, off)
                name = "TP-UNKNOWN" if how == "unknown" else parcels[which].number
                money = f"{amount // 100},{amount % 100:02d}" + (" EUR" if how == "euro" else "")
                typed.append((name, money, "1,00"))
            slip = read(a_slip(*typed, head="Colis;Montant;Frais"), slip=f"H-{serial}")
            if state(slip) != "read":
                continue  # the very same file again
            book(slip, nadia)
            fees += delivery.remittance_card(slip.pk).fees_centimes
            for line, how in zip(delivery.remittance_lines(slip.pk, only="open").items, ways, strict=False):
                if how in line.ways:
                    delivery.resolve_difference(line_id=line.id, how=how, note="x", by=nadia, now=NOW)
        assert Line.objects.aggregate(s=Sum("centimes"))["s"] == 0
        cards = delivery.shipment_cards([p.reference for p in parcels])
        held = sum(c.cash.due_centimes for c in cards.values() if c.cash.status == "collected")
        gone = sum(c.cash.due_centimes for c in cards.values() if c.cash.status == "remitted")
        assert jbal()["cash"] == held
        assert jbal()["transfer"] + balance("platform:shortfall") + fees == gone
        for parcel in parcels:
            assert Posting.objects.filter(reference=f"cash-remitted:{parcel.reference}").count() <= 1
        transaction.set_rollback(True)
