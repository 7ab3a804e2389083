"""What is issued stays: the row, its papers, and what was credited."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from tests.make.invoicing import a_credit_note, a_line, an_invoice
from twiza.invoicing.actions.keep_papers import keep_papers
from twiza.invoicing.api import Invoice, PaperLost, open_paper, set_tax_identity
from twiza.invoicing.models import Paper, Series
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import run_due
from twiza.plumbing.models import StoredFile

FROZEN = sorted({field.attname for field in Invoice._meta.concrete_fields} - {"id", "credited_centimes"})


@pytest.mark.parametrize("column", FROZEN)
def test_no_column_of_an_issued_paper_can_be_changed(tifawin, column):
    paper = an_invoice(tifawin.pk)
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Invoice.objects.filter(pk=paper.pk).update(**{column: F(column)})


def test_nothing_is_deleted(tifawin, kept, now):
    paper = an_invoice(tifawin.pk)
    keep_papers(invoice_id=paper.pk, now=now)
    for rows in (Paper.objects.all(), Series.objects.all(), Invoice.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(IntegrityError, match=r"once|stays"), transaction.atomic():
        Paper.objects.update(sha256="")


def test_what_was_credited_only_grows(tifawin):
    paper = an_invoice(tifawin.pk, a_line(100_00, 2))
    a_credit_note(paper, a_line(100_00))
    with pytest.raises(IntegrityError, match="stays so"), transaction.atomic():
        Invoice.objects.filter(pk=paper.pk).update(credited_centimes=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invoice.objects.filter(pk=paper.pk).update(credited_centimes=200_01)


def test_the_worker_sets_each_paper_once(tifawin, now):
    paper = an_invoice(tifawin.pk, language="fr")
    run_due(now + timedelta(seconds=1))
    rows = list(paper.papers.order_by("form", "language").values_list("form", "language", "file__name"))
    n = paper.number
    assert rows == [("pdf", "ar", f"{n}-ar.pdf"), ("pdf", "fr", f"{n}-fr.pdf"), ("xml", "", f"{n}.xml")]
    first = open_paper(invoice=paper, form="pdf", language="ar", now=now)
    assert (first.name, first.media_type, first.data[:5]) == (f"{n}-ar.pdf", "application/pdf", b"%PDF-")
    # What its seller changes later is on later papers alone.
    set_tax_identity(cooperative_id=tifawin.pk, tax_number="40123456", by=None, now=now)
    assert keep_papers(invoice_id=paper.pk, now=now) == 0
    assert open_paper(invoice=paper, form="pdf", language="ar", now=now).data == first.data
    with pytest.raises(NotFound):
        open_paper(invoice=paper, form="pdf", language="en", now=now)
    with pytest.raises(NotFound):
        open_paper(invoice=paper, form="docx", now=now)


def test_a_paper_that_is_asked_for_before_the_worker_came_is_set_then(tifawin, now):
    paper = an_invoice(tifawin.pk, language="en", is_sample=True)
    assert run_due(now + timedelta(seconds=1)) == run_due(now + timedelta(seconds=2))  # no job for a sample
    assert paper.papers.count() == 0
    assert open_paper(invoice=paper, form="pdf", language="en", now=now).data[:5] == b"%PDF-"
    assert sorted(paper.papers.values_list("form", "language")) == [
        ("pdf", "ar"),
        ("pdf", "en"),
        ("pdf", "fr"),
        ("xml", ""),
    ]


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"%PDF-1.7 forged")])
def test_a_lost_or_changed_file_is_said_and_never_set_anew(tifawin, now, settings, harm):
    paper = an_invoice(tifawin.pk)
    keep_papers(invoice_id=paper.pk, now=now)
    sha256 = paper.papers.get(form="pdf", language="ar").sha256
    path = Path(settings.PRIVATE_ROOT) / "files" / sha256[:2] / sha256
    harm(path)
    left = path.read_bytes() if path.exists() else None
    for _ in range(2):
        with pytest.raises(PaperLost):
            open_paper(invoice=paper, form="pdf", language="ar", now=now)
        keep_papers(invoice_id=paper.pk, now=now)
    assert (path.read_bytes() if path.exists() else None) == left
    assert StoredFile.objects.count() == 3
