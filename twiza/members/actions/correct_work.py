from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from twiza.members.models import WorkRecord
from twiza.members.terms.refusals import AlreadyCorrected, NothingChanged, ReasonMissing, TooManyHours, WrongAmount
from twiza.members.terms.words import MOST, MOST_MINUTES, PER, Measure
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def correct_work(
    *, work: WorkRecord, measure: int, reason: str, by: Person, now: datetime, value_centimes: int | None = None
) -> WorkRecord | None:
    """Take a line back by a counter-row of the same day and write the right one (None for a `measure` of 0).

    Nothing that was shared moves by itself: `adjust_distribution` then shares the difference. `value_centimes` is what
    a sale brought; None keeps its price of one. Refuses a line that was corrected already, and no reason.
    """
    reason = " ".join(reason.split())[:200]
    if not reason:
        raise ReasonMissing()
    if work.corrects_id is not None:
        raise AlreadyCorrected()
    if not 0 <= measure <= MOST:
        raise WrongAmount()
    if work.kind == Measure.HOURS and measure > MOST_MINUTES:
        raise TooManyHours()
    value = _value(work, measure, value_centimes)
    if (measure, value) == (work.measure, work.value_centimes):
        raise NothingChanged()
    shared = {
        "member_id": work.member_id,
        "cooperative_id": work.cooperative_id,
        "day": work.day,
        "kind": work.kind,
        "variant_id": work.variant_id,
        "what": work.what,
        "unit": work.unit,
        "price_centimes": work.price_centimes,
        "grade": work.grade,
        "received_by": work.received_by,
        "by": by,
        "at": now,
    }
    lost = -work.value_centimes if work.value_centimes is not None else None
    try:
        with transaction.atomic():
            WorkRecord.objects.create(
                **shared, measure=-work.measure, value_centimes=lost, corrects=work, reason=reason
            )
    except IntegrityError:
        raise AlreadyCorrected() from None
    record("correct", work, actor=by, before={"measure": work.measure}, after={"measure": measure}, note=reason)
    if not measure:
        return None
    return WorkRecord.objects.create(**shared, measure=measure, value_centimes=value, reason=reason)


def _value(work: WorkRecord, measure: int, value_centimes: int | None) -> int | None:
    if work.kind == Measure.QUANTITY and work.price_centimes:
        per = PER[work.unit]
        return (2 * work.price_centimes * measure + per) // (2 * per)
    if work.kind == Measure.OPERATION and work.value_centimes is not None:
        if value_centimes is not None and not 0 < value_centimes <= MOST and measure:
            raise WrongAmount("value")
        return value_centimes if value_centimes is not None else work.value_centimes * measure // work.measure
    return None
