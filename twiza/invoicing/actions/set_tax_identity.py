from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from twiza.invoicing.models import TaxIdentity
from twiza.invoicing.terms.refusals import WrongTaxNumber
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def set_tax_identity(
    *,
    cooperative_id: int,
    tax_number: str = "",
    business_tax_number: str = "",
    exempt_since: date | None = None,
    by: Person | None,
    now: datetime,
) -> TaxIdentity:
    """What its next papers say: IF, taxe professionnelle, and since when it sells exempt. Issued ones stay.

    Formats are not published (law.md §7.13): only digits, spaces and / - . are taken, 20 signs at most.
    """
    numbers = {"tax_number": tax_number.strip(), "business_tax_number": business_tax_number.strip()}
    for field, text in numbers.items():
        if len(text) > 20 or not set(text) <= set("0123456789 /-."):
            raise WrongTaxNumber(field=field)
    before = TaxIdentity.objects.filter(cooperative_id=cooperative_id).values(*numbers, "exempt_since").first() or {}
    columns = numbers | {"exempt_since": exempt_since}
    row, _new = TaxIdentity.objects.update_or_create(
        cooperative_id=cooperative_id, defaults=columns | {"changed_at": now}
    )
    record(
        actor=by,
        verb="set_tax_identity",
        subject=row,
        before={name: str(value or "") for name, value in before.items()},
        after={name: str(value or "") for name, value in columns.items()},
    )
    return row
