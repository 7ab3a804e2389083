from __future__ import annotations

from datetime import date

from django.db import transaction

from twiza.delivery.models import Tariff
from twiza.delivery.terms import TariffWrong
from twiza.freshness.api import drop
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def end_tariff(*, tariff_id: int, on: date, by: Person | None = None) -> None:
    """This step is offered to the end of day `on`, and no longer. Refuses a day before it began."""
    tariff = Tariff.objects.filter(pk=tariff_id).first()
    if tariff is None:
        raise NotFound()
    if on < tariff.valid_from:
        raise TariffWrong()
    record(
        "end_tariff", tariff, actor=by, before={"valid_until": str(tariff.valid_until)}, after={"valid_until": str(on)}
    )
    drop(["delivery"])
    tariff.valid_until = on
    tariff.save(update_fields=["valid_until"])
