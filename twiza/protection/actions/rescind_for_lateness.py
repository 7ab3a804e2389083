from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from twiza.kernel.periods import day_of
from twiza.kernel.say import in_day
from twiza.ordering.api import CooperativeOrder, give_up_part
from twiza.plumbing.api import announce
from twiza.protection.actions.duties import open_duty, owed_for_lateness
from twiza.protection.actions.watch_delivery import stop_watching
from twiza.protection.facts import SaleRescinded
from twiza.protection.models import Rescission
from twiza.protection.queries.lateness import ON_THE_WAY, lateness_of
from twiza.protection.terms.refusals import NotLate, NotToGiveUp, RescissionNotOpen


@transaction.atomic
def rescind_for_lateness(*, part: CooperativeOrder, by: Any, now: datetime) -> Rescission:
    """The buyer gives up a part that is too late (31-08 arts. 13–14): it ends wherever it is, what she paid goes back,
    within the law's days from now. A second click gives the same.

    Refused while it is not late (NotLate) or not late enough (RescissionNotOpen, with the day), and once it was
    delivered or ended in another way (NotToGiveUp).
    """
    if known := Rescission.objects.filter(part=part).first():
        return known
    late = lateness_of(part, now=now)
    language = get_language() or "ar"
    if late is None:
        if part.status in ON_THE_WAY or part.status == "placed":
            raise NotLate(day=in_day(part.promised_on, language))
        raise NotToGiveUp()
    if not late.may_rescind:
        raise RescissionNotOpen(day=in_day(late.opens_on, language))
    rescission = Rescission(
        part=part,
        promised_on=late.promised_on,
        until=late.until if late.by_law else None,
        rule_id=late.rule_id,
        rule_since=late.rule_since,
        rescinded_at=now,
        rescinded_by=by,
    )
    try:
        with transaction.atomic():
            rescission.save(force_insert=True)
    except IntegrityError:
        return Rescission.objects.get(part=part)
    if part.paid_at is not None:
        open_duty(reference=f"lateness:{part.number}", part=part, cause=owed_for_lateness(day_of(now)), now=now)
    give_up_part(part=part, actor=by, now=now)
    stop_watching(part, how="cancelled", now=now)
    announce(SaleRescinded(part_id=part.pk))
    return rescission
