from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from twiza.clocks.api import start_clock
from twiza.kernel.numbers import public_number
from twiza.kernel.periods import day_of
from twiza.kernel.say import in_day
from twiza.kernel.text import pick
from twiza.law.api import defect_action, defect_notice, rule
from twiza.ordering.api import CooperativeOrder, LineStatus
from twiza.payments.api import Payee
from twiza.plumbing.api import announce
from twiza.protection.actions.duties import reminder
from twiza.protection.actions.ways import check_refund_way, usual_way
from twiza.protection.facts import GuaranteeClaimed
from twiza.protection.models import GuaranteeClaim
from twiza.protection.queries.rights import Standing, received_on, standings_of, warranty_until
from twiza.protection.terms import kinds
from twiza.protection.terms.deadlines import end_of_day, house_days
from twiza.protection.terms.refusals import (
    AlreadyClaimed,
    AlreadyRefunded,
    FoundBeforeReceipt,
    FoundInFuture,
    LineNotYours,
    NotReceivedYet,
    NoWarranty,
    TooLateToClaim,
    TooManyPhotos,
    TooManyPieces,
    UnknownDefect,
    UnknownKind,
    UnknownRemedy,
)
from twiza.protection.terms.words import CLAIM_PREFIX, MOST_PHOTOS, ClaimKind, Defect
from twiza.settlement.api import hold_part

Until = tuple[date, str, date]  # last day, rule, since when


@transaction.atomic
def claim_guarantee(
    *,
    part: CooperativeOrder,
    line_id: int,
    quantity: int | None = None,
    kind: str,
    defect: str,
    found_on: date,
    text: str = "",
    photos: Sequence[int] = (),
    remedy: str,
    refund_way: str = "",
    payee: Payee | None = None,
    key: str,
    by: Any,
    now: datetime,
) -> GuaranteeClaim:
    """The buyer says what is wrong with a line (or `quantity` pieces of it) and which remedy she wants.

    `defect` relies on the law (31-08 art. 65, DOC 549–556; `house.defect_remedies` to choose from), `warranty` on the
    seller's own. The part's money is kept from payout and the cooperative's days to answer run. Told later than the
    days of DOC 553 the claim is taken all the same, and says so. Refuses before receipt, after the time, a line that
    is another's, claimed, or wholly given back, days that can't be, and what it does not know.
    """
    key = f"{part.number}:{key}"[:80]
    if known := GuaranteeClaim.objects.filter(key=key).first():
        return known
    got, today = received_on(part), day_of(now)
    standing = next((row for row in standings_of([part.pk])[part.pk] if row.line.pk == line_id), None)
    if standing is None:
        raise LineNotYours(field="line_id")
    if got is None:
        raise NotReceivedYet()
    pieces = _pieces(standing, quantity)
    _check_words(defect, remedy, found_on, got, today)
    until = _until(standing, kind, got, today)
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotos()
    payee = check_refund_way(part, refund_way, payee) if refund_way else None
    claim = GuaranteeClaim(
        number=public_number(CLAIM_PREFIX),
        key=key,
        part=part,
        line=standing.line,
        cooperative_id=part.cooperative_id,
        kind=kind,
        quantity=pieces,
        defect=defect,
        found_on=found_on,
        text=text.strip()[:2000],
        photos=list(photos),
        remedy=remedy,
        way=refund_way or usual_way(part),
        payee_name=payee.name if payee else "",
        rib=payee.rib if payee else "",
        told_in_time=today <= defect_notice(got, found_on=found_on).until,
        until=until[0],
        rule_id=until[1],
        rule_since=until[2],
        asked_at=now,
        asked_by=by,
        answer_by=house_days("claim_answer_days", today),
        is_sample=part.order.is_sample,
    )
    try:
        with transaction.atomic():
            claim.save(force_insert=True)
    except IntegrityError:
        if known := GuaranteeClaim.objects.filter(key=key).first():
            return known
        raise AlreadyClaimed(name=_named(standing)) from None
    _begin(claim, today, now)
    return claim


def _begin(claim: GuaranteeClaim, today: date, now: datetime) -> None:
    part = claim.part
    hold_part(part_number=part.number, reason=claim.number, reference=claim.reference, now=now, by=None)
    promise = rule("house.claim_answer_days", on=today)
    start_clock(
        reference=f"{kinds.CLAIM}:{claim.number}",
        kind=kinds.CLAIM,
        subject=kinds.subject(part.number),
        due_at=end_of_day(claim.answer_by),
        remind_at=[reminder(claim.answer_by)],
        rule_id=promise.id,
        rule_since=promise.since,
        now=now,
    )
    announce(GuaranteeClaimed(claim_id=claim.pk))


def _pieces(standing: Standing, quantity: int | None) -> int:
    name = _named(standing)
    if standing.claimed:
        raise AlreadyClaimed(name=name)
    if standing.left <= 0 or standing.line.status == LineStatus.DECLINED:
        raise AlreadyRefunded(name=name, field="line_id")
    pieces = standing.left if quantity is None else quantity
    if not 1 <= pieces <= standing.left:
        raise TooManyPieces(name=name, left=standing.left, field="quantity")
    return pieces


def _check_words(defect: str, remedy: str, found_on: date, got: date, today: date) -> None:
    if defect not in Defect.values:
        raise UnknownDefect()
    if remedy not in rule("house.defect_remedies", on=today).value:
        raise UnknownRemedy()
    if found_on > today:
        raise FoundInFuture()
    if found_on < got:
        raise FoundBeforeReceipt(day=in_day(got, get_language() or "ar"))


def _until(standing: Standing, kind: str, got: date, today: date) -> Until:
    if kind == ClaimKind.WARRANTY:
        own = warranty_until(standing.line, got)
        if own is None:
            raise NoWarranty(name=_named(standing))
        law = rule("consumer.warranty_document", on=got)
        until = (own, law.id, law.since)
    elif kind == ClaimKind.DEFECT:
        action = defect_action(got)
        until = (action.until, action.rule_id, action.rule_since)
    else:
        raise UnknownKind()
    if today > until[0]:
        raise TooLateToClaim(name=_named(standing), day=in_day(until[0], get_language() or "ar"))
    return until


def _named(standing: Standing) -> str:
    return pick(standing.line.names, get_language() or "ar")
