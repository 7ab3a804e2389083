from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from twiza.clocks.api import start_clock
from twiza.kernel.numbers import public_number
from twiza.kernel.periods import day_of
from twiza.kernel.text import pick
from twiza.law.api import rule
from twiza.ordering.api import CooperativeOrder, LineStatus, OrderLine
from twiza.protection.actions.duties import reminder
from twiza.protection.messages import replacement_ordered
from twiza.protection.models import Replacement, ReplacementItem
from twiza.protection.terms import kinds
from twiza.protection.terms.deadlines import end_of_day, house_days
from twiza.protection.terms.refusals import LineNotYours, NothingChosen, TooManyPieces
from twiza.protection.terms.words import REPLACEMENT_PREFIX

DAYS = "house.replacement_days"


@transaction.atomic
def order_replacement(
    *,
    part: CooperativeOrder,
    items: Mapping[int, int],
    reason: str,
    key: str,
    by: Any,
    now: datetime,
    promised_on: date | None = None,
) -> Replacement:
    """Goods are promised for `items` (order line → pieces), by `promised_on` or within `house.replacement_days`.

    The cooperative is told, a clock runs until the buyer has them, and both see it. The same `key` (of the row that
    decided) gives the same replacement. Refuses nothing, another's line, and more pieces than were sent.
    """
    if known := Replacement.objects.filter(key=key).first():
        return known
    wanted = _checked(part, items)
    today = day_of(now)
    promised = promised_on or house_days("replacement_days", today)
    replacement = Replacement(
        number=public_number(REPLACEMENT_PREFIX),
        key=key,
        part=part,
        cooperative_id=part.cooperative_id,
        reason=reason.strip()[:300],
        promised_on=max(promised, today),
        ordered_at=now,
        ordered_by=by,
        is_sample=part.order.is_sample,
    )
    try:
        with transaction.atomic():
            replacement.save(force_insert=True)
    except IntegrityError:
        return Replacement.objects.get(key=key)
    ReplacementItem.objects.bulk_create(
        ReplacementItem(replacement=replacement, line_id=pk, quantity=pieces) for pk, pieces in wanted.items()
    )
    law = rule(DAYS, on=today)
    start_clock(
        reference=f"{kinds.REPLACEMENT}:{replacement.number}",
        kind=kinds.REPLACEMENT,
        subject=kinds.subject(part.number),
        due_at=end_of_day(replacement.promised_on),
        remind_at=[reminder(replacement.promised_on)],
        rule_id=law.id,
        rule_since=law.since,
        now=now,
    )
    replacement_ordered(replacement)
    return replacement


def _checked(part: CooperativeOrder, items: Mapping[int, int]) -> dict[int, int]:
    wanted = {pk: pieces for pk, pieces in items.items() if pieces}
    lines = {line.pk: line for line in OrderLine.objects.filter(part=part).exclude(status=LineStatus.DECLINED)}
    if not set(wanted) <= set(lines):
        raise LineNotYours()
    if not wanted or min(wanted.values()) < 1:
        raise NothingChosen()
    for pk, pieces in wanted.items():
        if pieces > lines[pk].quantity:
            raise TooManyPieces(name=pick(lines[pk].names, get_language() or "ar"), left=lines[pk].quantity)
    return wanted
