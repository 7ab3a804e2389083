"""VAT inside prices, credit notes within their invoice, exemptions: always to the centime."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.invoicing import a_credit_note, a_draft, a_line, an_invoice
from twiza.invoicing.api import (
    CreditTooMuch,
    NothingToCredit,
    issue_invoice,
    journal_rows,
    set_tax_identity,
    vat_inside,
)
from twiza.invoicing.terms.drafts import vat_rows
from twiza.kernel.periods import day_of
from twiza.plumbing.api import run_checks

lines = st.lists(
    st.builds(a_line, st.integers(1, 1_000_000), st.integers(1, 50), st.sampled_from([2000, 1000, 0])),
    min_size=1,
    max_size=20,
)


@given(lines)
@settings(max_examples=50, deadline=None)
def test_net_and_vat_are_the_price(drafted):
    rows = vat_rows(drafted)
    assert sum(row.gross for row in rows) == sum(line.total_centimes for line in drafted)
    for row in rows:
        assert row.net + row.vat == row.gross
        # To the nearest centime: |VAT - net × rate| is at most what half a centime makes.
        assert abs(row.vat * 10_000 - row.net * row.basis_points) <= (10_000 + row.basis_points) / 2


@given(st.integers(1, 10_000_00), st.sampled_from([2000, 1000]), st.lists(st.integers(1, 3_000_00), max_size=12))
@settings(max_examples=50, deadline=None)
def test_credit_notes_give_the_vat_back_whole(total, rate, steps):
    taken, key = (0, 0), ("normal", rate)
    for step in [*steps, total]:
        step = min(step, total - taken[0])
        if not step:
            break
        (row,) = vat_rows([a_line(step, vat=rate, vat_class="normal")], {key: taken})
        assert 0 <= row.vat <= row.gross
        taken = (taken[0] + row.gross, taken[1] + row.vat)
    assert taken == (total, vat_inside(total, rate))


def test_rates_stand_apart(tifawin):
    paper = an_invoice(
        tifawin.pk, a_line(120_00, 2), a_line(80_00, 1, 1000), a_line(35_00, 3, 0), fees=(("delivery", 35_00),)
    )
    assert [(row["basis_points"], row["net"], row["vat"], row["gross"]) for row in paper.vat] == [
        (2000, 200_00, 40_00, 240_00),
        (1000, 72_73, 7_27, 80_00),
        (0, 105_00, 0, 105_00),
    ]
    assert (paper.net_centimes, paper.vat_centimes, paper.fees_centimes, paper.total_centimes) == (
        377_73,
        47_27,
        35_00,
        460_00,
    )


def test_a_credit_note_never_exceeds_its_invoice(tifawin, atlas):
    paper = an_invoice(tifawin.pk, a_line(120_00, 2), a_line(80_00, 1, 1000), fees=(("delivery", 35_00),))
    first = a_credit_note(paper, a_line(120_00), fees=(("delivery", 20_00),))
    assert (first.credits_id, first.total_centimes, first.vat_centimes) == (paper.pk, 140_00, 20_00)
    for wrong in (
        {"lines": (a_line(120_00, 2),)},  # more oil than is left
        {"lines": (a_line(80_01, 1, 1000),)},  # more of a rate
        {"lines": (a_line(10_00, 1, 0),)},  # of a rate that it has not
        {"lines": (), "fees": (("delivery", 15_01),)},  # more of the fees
        {"lines": (a_line(500_00),)},  # more than all
    ):
        with pytest.raises(CreditTooMuch):
            a_credit_note(paper, **({"paid_by": ()} | wrong))
    with pytest.raises(NothingToCredit):
        a_credit_note(paper, a_line(1_00), credits="nothing")
    with pytest.raises(NothingToCredit):
        issue_invoice(draft=a_draft(atlas.pk, a_line(1_00), kind="credit_note", credits=paper.reference), now=NOW)
    with pytest.raises(NothingToCredit):
        a_credit_note(first, a_line(1_00))
    last = a_credit_note(paper, a_line(120_00), a_line(80_00, 1, 1000), fees=(("delivery", 15_00),))
    paper.refresh_from_db()
    assert (last.seq, paper.credited_centimes) == (2, paper.total_centimes)
    assert [check for check in run_checks(NOW) if check.differences] == []


def test_an_exempt_cooperative_counts_no_vat_from_its_day_on(tifawin, fatima):
    since = day_of(NOW) - timedelta(days=5)
    set_tax_identity(cooperative_id=tifawin.pk, exempt_since=since, by=fatima, now=NOW)
    before = an_invoice(tifawin.pk, a_line(), sold_on=since - timedelta(days=1))
    paper = an_invoice(tifawin.pk, a_line(), a_line(35_00, vat=0))
    assert (before.vat_centimes, before.exemption) == (20_00, "")
    assert (paper.vat_centimes, paper.net_centimes, paper.exemption) == (0, 155_00, "cooperative")
    assert [row["class"] for row in paper.vat] == ["cooperative", "exempt"]
    # A credit note is taxed as its invoice was, whatever was said meanwhile.
    set_tax_identity(cooperative_id=tifawin.pk, by=fatima, now=NOW)
    assert a_credit_note(paper, a_line()).vat_centimes == 0
    assert a_credit_note(before, a_line()).vat_centimes == 20_00


def test_the_journal_has_each_paper_by_rate(tifawin):
    paper = an_invoice(tifawin.pk, a_line(120_00), a_line(110_00, vat=1000), fees=(("delivery", 35_00),))
    note = a_credit_note(paper, a_line(120_00), fees=(("delivery", 35_00),))
    rows = journal_rows(since=day_of(NOW), until=day_of(NOW), cooperative_id=tifawin.pk)
    assert [(r.number, r.basis_points, r.net_centimes, r.vat_centimes, r.fees_centimes) for r in rows] == [
        (paper.number, 2000, 100_00, 20_00, 35_00),
        (paper.number, 1000, 100_00, 10_00, 0),
        (note.number, 2000, -100_00, -20_00, -35_00),
    ]
    assert sum(row.total_centimes for row in rows) == 110_00
    assert journal_rows(since=day_of(NOW), until=day_of(NOW)) == []  # the platform's own
