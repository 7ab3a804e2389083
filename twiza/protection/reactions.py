"""What protection does when something happened; each may run twice, and in any order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from twiza.clocks.api import ClockDue, ClockReminder, kind_of
from twiza.conversations.api import MessageSent, claim_notice
from twiza.kernel.states import MoveRefused
from twiza.ordering.api import (
    CooperativeOrder,
    PartCancelled,
    PartConfirmed,
    PartDeclined,
    PartReceived,
    PartReturned,
)
from twiza.payments.api import RepaymentFailed
from twiza.plumbing.api import announce
from twiza.protection import messages
from twiza.protection.actions.duties import duty_of_clock
from twiza.protection.actions.follow_refund import follow_refund
from twiza.protection.actions.keep_receipt import keep_receipt
from twiza.protection.actions.refund_withdrawal import refund_withdrawal
from twiza.protection.actions.settle_claim import fall_silent
from twiza.protection.actions.watch_delivery import tell_late, watch_delivery
from twiza.protection.facts import (
    GuaranteeAnswered,
    GuaranteeClaimed,
    RefundOverdue,
    ReplacementLate,
    WithdrawalAsked,
    WithdrawalRefunded,
    WithdrawalTakenBack,
)
from twiza.protection.models import GuaranteeClaim, Replacement, Withdrawal
from twiza.protection.queries.lateness import lateness_of
from twiza.protection.queries.rights import rights_of_part
from twiza.protection.states import ClaimStatus, ReplacementStatus, WithdrawalStatus
from twiza.protection.terms import kinds
from twiza.settlement.api import RefundDecided, RefundPaid, lift_hold

Fact = ClockDue | ClockReminder
WITH = "part__order"


def watch(fact: PartConfirmed | PartReceived | PartCancelled | PartDeclined | PartReturned) -> None:
    """The promised day runs from the confirmation, and stops when the parcel arrived or ended."""
    part = CooperativeOrder.objects.select_related("order").get(pk=fact.part_id)
    watch_delivery(part=part, now=timezone.now())


def tell_received(fact: PartReceived) -> None:
    """The one letter that says until when she may change her mind."""
    part = CooperativeOrder.objects.select_related("order").get(pk=fact.part_id)
    messages.part_received(part, rights_of_part(part, now=timezone.now()))


def tell_message(fact: MessageSent) -> None:
    """A message in the thread of a part: the other side learns that one waits, at most once an hour."""
    kind, _colon, number = fact.subject.partition(":")
    part = CooperativeOrder.objects.select_related("order").filter(number=number).first() if kind == "part" else None
    if part is None:
        return
    for side, tell in (("buyer", messages.message_to_buyer), ("cooperative", messages.message_to_team)):
        notice = claim_notice(message_id=fact.message_id, to_role=side, now=timezone.now())
        if notice is not None:
            tell(part, notice.reference)


def count_refund(fact: RefundDecided | RefundPaid) -> None:
    follow_refund(refund_id=fact.refund_id, now=timezone.now())


def count_repayment(fact: RepaymentFailed) -> None:
    """Money that came back is owed again; another's reference is not ours."""
    word, _colon, number = fact.reference.partition(":")
    if word == "refund" and number.isdecimal():
        follow_refund(refund_id=int(number), now=timezone.now())


def give_receipt(fact: WithdrawalAsked) -> None:
    """The buyer gets her receipt, the cooperative hears of it."""
    withdrawal = _withdrawal(fact.withdrawal_id)
    if not withdrawal.is_sample:
        keep_receipt.enqueue(key=f"withdrawal-receipt-{withdrawal.pk}", withdrawal_id=withdrawal.pk)
    messages.withdrawal_to_team(withdrawal)


def tell_taken_back(fact: WithdrawalTakenBack) -> None:
    messages.withdrawal_taken_back(_withdrawal(fact.withdrawal_id))


def tell_refunded(fact: WithdrawalRefunded) -> None:
    messages.withdrawal_refunded(_withdrawal(fact.withdrawal_id))


def tell_claimed(fact: GuaranteeClaimed) -> None:
    messages.claim_to_team(_claim(fact.claim_id))


def tell_answered(fact: GuaranteeAnswered) -> None:
    messages.claim_answered(_claim(fact.claim_id))


def follow_clock(fact: Fact) -> None:
    """A clock of ours reminds, or its time is over; what is another's is left alone."""
    doing = (REMINDED if isinstance(fact, ClockReminder) else OVER).get(fact.kind)
    if doing is not None:
        with transaction.atomic():
            doing(fact, timezone.now())


def _named(fact: Fact) -> str:
    """The number that a clock's reference ends with."""
    return fact.reference.removeprefix(f"{fact.kind}:")


def _part_of(fact: Fact) -> CooperativeOrder | None:
    return CooperativeOrder.objects.select_related("order").filter(number=_named(fact)).first()


def _remind_of_delivery(fact: Fact, now: datetime) -> None:
    if (part := _part_of(fact)) is not None:
        messages.reminder_to_team(part, fact.reference, kind_of(fact.kind).words, part.promised_on)


def _remind_of_refund(fact: Fact, now: datetime) -> None:
    duty = duty_of_clock(fact.reference)
    if duty is not None and duty.met_at is None:
        messages.reminder_to_team(duty.part, fact.reference, kind_of(fact.kind).words, duty.due_on)


def _remind_of_claim(fact: Fact, now: datetime) -> None:
    claim = GuaranteeClaim.objects.select_related(WITH).filter(number=_named(fact)).first()
    if claim is not None:
        due = claim.answer_by if fact.kind == kinds.CLAIM else claim.promised_on or claim.answer_by
        messages.reminder_to_team(claim.part, fact.reference, kind_of(fact.kind).words, due)


def _remind_of_replacement(fact: Fact, now: datetime) -> None:
    found = Replacement.objects.select_related(WITH).filter(number=_named(fact)).first()
    if found is not None:
        messages.reminder_to_team(found.part, fact.reference, kind_of(fact.kind).words, found.promised_on)


def _open_rescission(fact: Fact, now: datetime) -> None:
    part = _part_of(fact)
    late = lateness_of(part, now=now) if part is not None else None
    if part is not None and late is not None and late.may_rescind:
        messages.rescission_open(part, late)


def _delivery_over(fact: Fact, now: datetime) -> None:
    if (part := _part_of(fact)) is not None:
        tell_late(part=part, now=now)


def _return_over(fact: Fact, now: datetime) -> None:
    """The legal due day has come: the refund does not wait for the goods."""
    withdrawal = Withdrawal.objects.select_related(WITH).filter(number=_named(fact)).first()
    if withdrawal is None or withdrawal.status in (WithdrawalStatus.REFUNDED, WithdrawalStatus.TAKEN_BACK):
        return
    try:
        refund_withdrawal(withdrawal=withdrawal, now=now)
    except MoveRefused:  # the goods came a moment ago
        return


def _refund_over(fact: Fact, now: datetime) -> None:
    duty = duty_of_clock(fact.reference)
    if duty is not None and duty.met_at is None and duty.dropped_at is None:
        messages.refund_overdue(duty)
        announce(RefundOverdue(reference=duty.reference))


def _claim_over(fact: Fact, now: datetime) -> None:
    claim = GuaranteeClaim.objects.select_related(WITH, "line").filter(number=_named(fact)).first()
    if claim is not None:
        fall_silent(claim=claim, now=now)


def _appeal_over(fact: Fact, now: datetime) -> None:
    claim = GuaranteeClaim.objects.filter(number=_named(fact), status=ClaimStatus.DENIED).first()
    if claim is not None:
        lift_hold(reference=claim.reference, now=now, by=None)


def _repair_over(fact: Fact, now: datetime) -> None:
    claims = GuaranteeClaim.objects.select_related(WITH, "line")
    claim = claims.filter(number=_named(fact), status=ClaimStatus.AGREED).first()
    if claim is not None:
        messages.repair_late(claim)


def _replacement_over(fact: Fact, now: datetime) -> None:
    found = Replacement.objects.select_related(WITH).filter(number=_named(fact)).first()
    if found is not None and found.status in (ReplacementStatus.PROMISED, ReplacementStatus.SENT):
        messages.replacement_late(found)
        announce(ReplacementLate(replacement_id=found.pk))


Doing = Callable[[Fact, datetime], None]
REMINDED: dict[str, Doing] = {
    kinds.DELIVERY: _remind_of_delivery,
    kinds.RESCISSION: _open_rescission,
    kinds.REFUND: _remind_of_refund,
    kinds.CLAIM: _remind_of_claim,
    kinds.REPAIR: _remind_of_claim,
    kinds.REPLACEMENT: _remind_of_replacement,
}
OVER: dict[str, Doing] = {
    kinds.DELIVERY: _delivery_over,
    kinds.RETURN: _return_over,
    kinds.REFUND: _refund_over,
    kinds.CLAIM: _claim_over,
    kinds.APPEAL: _appeal_over,
    kinds.REPAIR: _repair_over,
    kinds.REPLACEMENT: _replacement_over,
}


def _withdrawal(pk: int) -> Withdrawal:
    return Withdrawal.objects.select_related(WITH, "cooperative").get(pk=pk)


def _claim(pk: int) -> GuaranteeClaim:
    return GuaranteeClaim.objects.select_related(WITH, "line").get(pk=pk)
