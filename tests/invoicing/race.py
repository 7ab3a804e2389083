"""Eight at once who issue papers of two cooperatives, some of them twice, some rolled back, and who all take back the
same invoice, on a database of its own: `python -m tests.invoicing.race`.

On PostgreSQL they are threads, on SQLite processes. Prints one line of JSON.
"""

from __future__ import annotations

import json
from typing import Any

import django

from tests.ordering.race import crowd

EACH, CREDITS = 60, 40


class Undone(Exception):
    pass


def main() -> None:
    django.setup()
    from django.db import transaction

    from tests.make.cooperatives import make_cooperative
    from tests.make.invoicing import a_credit_note, a_draft, a_line, an_invoice
    from tests.make.people import make_person
    from twiza.invoicing.api import CreditTooMuch, Invoice, invoice_by_reference, issue_invoice
    from twiza.plumbing.api import run_checks

    desk = make_person(email="desk@twiza.example", role="desk")
    houses = [make_cooperative(manager=make_person(), desk=desk).pk for _ in range(2)]
    drafts = {f"race:{i}": a_draft(houses[i % 2], reference=f"race:{i}") for i in range(EACH)}

    from tests.conftest import NOW

    def issue(token: str) -> str:
        """A third of the papers is asked for again by another; a third fails after it had its number."""
        reference, way = token.split("/")
        try:
            with transaction.atomic():
                paper = issue_invoice(draft=drafts[reference], now=NOW)
                if way == "undone":
                    raise Undone
        except Undone:
            return "undone"
        return paper.number

    tokens = [f"race:{i}/kept" for i in range(EACH)]
    tokens += [f"race:{i}/kept" for i in range(0, EACH, 3)] + [f"race:{i}/undone" for i in range(1, EACH, 3)]
    answers = crowd(issue, tokens)

    whole = an_invoice(houses[0], a_line(10_00, 10), reference="race:whole")

    def credit(token: str) -> str:
        of = invoice_by_reference("race:whole")
        assert of is not None
        try:
            return a_credit_note(of, a_line(10_00), reference=token).number
        except CreditTooMuch:
            return "CreditTooMuch"

    notes = crowd(credit, [f"note:{i}" for i in range(CREDITS)])
    whole.refresh_from_db()

    def seqs(house: int, kind: str) -> list[int]:
        return list(Invoice.objects.filter(cooperative=house, kind=kind).order_by("seq").values_list("seq", flat=True))

    found: dict[str, Any] = {
        "strange": sorted({a for a in answers if a != "undone" and not a.startswith("F")}),
        "invoices": [seqs(house, "invoice") for house in houses],
        "credited": whole.credited_centimes,
        "notes": [sum(n.startswith("A") for n in notes), notes.count("CreditTooMuch")],
        "note_numbers": seqs(houses[0], "credit_note"),
        "differences": [line for check in run_checks(NOW) for line in check.differences if "nvoice" in check.name],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
