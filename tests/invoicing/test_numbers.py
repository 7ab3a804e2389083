"""Each series goes 1, 2, 3 … whatever fails, is asked twice, or happens at the same moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from tests.conftest import NOW
from tests.invoicing.race import CREDITS, EACH
from tests.make.invoicing import a_credit_note, a_draft, a_line, an_invoice
from twiza.invoicing.api import DraftWrong, Invoice, ReferenceTaken, invoices_of_cooperative, issue_invoice
from twiza.invoicing.models import Series
from twiza.plumbing.api import run_checks


def differences() -> list[str]:
    return [line for check in run_checks(NOW) for line in check.differences]


def test_a_series_an_issuer_a_kind_and_a_year(tifawin, atlas):
    first = an_invoice(tifawin.pk)
    numbers = [
        first.number,
        an_invoice(tifawin.pk).number,
        an_invoice(atlas.pk).number,
        an_invoice(tifawin.pk, kind="receipt").number,
        a_credit_note(first, a_line(), paid_by=()).number,
        an_invoice(tifawin.pk, now=NOW + timedelta(days=60)).number,
    ]
    a, b = tifawin.pk, atlas.pk
    assert numbers == [
        f"F{a}-2026-00001",
        f"F{a}-2026-00002",
        f"F{b}-2026-00001",
        f"R{a}-2026-00001",
        f"A{a}-2026-00001",
        f"F{a}-2027-00001",
    ]
    assert differences() == []


def test_the_same_reference_is_the_same_paper(tifawin):
    draft = a_draft(tifawin.pk)
    assert issue_invoice(draft=draft, now=NOW) == issue_invoice(draft=draft, now=NOW + timedelta(days=3))
    assert Invoice.objects.count() == 1
    with pytest.raises(ReferenceTaken):
        an_invoice(tifawin.pk, a_line(99_00), reference=draft.reference)
    assert an_invoice(tifawin.pk).seq == 2


def test_a_rollback_gives_the_number_back(tifawin):
    with transaction.atomic():
        assert an_invoice(tifawin.pk).seq == 1
        transaction.set_rollback(True)
    assert an_invoice(tifawin.pk).seq == 1
    assert differences() == []


def test_the_database_refuses_a_hole_and_a_double(tifawin):
    paper = an_invoice(tifawin.pk)
    for seq in (1, 3):
        copy = Invoice.objects.get(pk=paper.pk)
        copy.pk, copy.reference, copy.number, copy.seq = None, f"forged:{seq}", f"X{seq}", seq
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)
    Series.objects.update(last=5)
    assert differences() == [f"Series cooperative:{tifawin.pk} invoice 2026: last 5, papers 1, highest 1."]


def test_a_paper_is_never_dated_before_the_one_before(tifawin):
    later = an_invoice(tifawin.pk, now=NOW + timedelta(days=2))
    assert an_invoice(tifawin.pk, now=NOW).issued_on == later.issued_on


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"paid_by": (("cash", 1),)}, "what was paid"),
        ({"paid_by": ()}, "payment"),
        ({"delivered_on": None}, "delivery date"),
        ({"seller": {"names": {}, "seat": "Smimou"}}, "supplier"),
        ({"fees": (("tip", 5_00),), "paid_by": (("cash", 125_00),)}, "fee"),
        ({"credits": "test:1"}, "credit note"),
        ({"kind": "bill"}, "kind"),
        ({"lines": ()}, "no lines"),
        ({"lines": (a_line(total_centimes=1),), "paid_by": (("cash", 1),)}, "price times"),
    ],
)
def test_a_draft_without_what_the_law_wants_is_refused(tifawin, fields, why):
    with pytest.raises(DraftWrong, match=why):
        an_invoice(tifawin.pk, **fields)
    assert not Series.objects.exists()


def test_a_list_page_by_page_in_one_query(tifawin, atlas, django_assert_num_queries):
    for _ in range(33):
        an_invoice(tifawin.pk)
    an_invoice(atlas.pk)
    with django_assert_num_queries(1):
        page = invoices_of_cooperative(tifawin.pk)
    rest = invoices_of_cooperative(tifawin.pk, after=page.next)
    assert [card.number[-2:] for card in page.items] == [f"{n:02d}" for n in range(33, 3, -1)]
    assert ([card.number[-2:] for card in rest.items], rest.next) == (["03", "02", "01"], None)


def test_eight_at_once_leave_no_hole_and_no_double(own_database, tmp_path):
    environment = os.environ | {"DATABASE_URL": own_database, "TWIZA_DATA_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.invoicing.race"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "twiza.config.settings"},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[-1]) == {
        "strange": [],
        "invoices": [[*range(1, EACH // 2 + 2)], [*range(1, EACH // 2 + 1)]],
        "credited": 100_00,
        "notes": [10, CREDITS - 10],
        "note_numbers": [*range(1, 11)],
        "differences": [],
    }
