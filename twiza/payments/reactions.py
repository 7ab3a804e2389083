"""What payments does when the bank has news."""

from __future__ import annotations

from django.utils import timezone

from twiza.bank.api import CreditBooked, TransferFailed, TransferPaid, TransferReturned
from twiza.kernel.states import MoveRefused
from twiza.payments.actions.confirm_repayment import confirm_repayment
from twiza.payments.actions.fail_repayment import fail_repayment
from twiza.payments.actions.take_credit import take_credit
from twiza.payments.models import Repayment
from twiza.payments.states import SYSTEM, RepaymentStatus
from twiza.payments.terms import REPAYMENT_PREFIX, Way


def recognise_transfer(fact: CreditBooked) -> None:
    """A line of our statement may be a buyer's transfer."""
    take_credit(entry_id=fact.entry_id, now=timezone.now())


def repayment_paid(fact: TransferPaid) -> None:
    repayment = _of(fact.reference)
    if repayment is not None and repayment.status == RepaymentStatus.UNDER_WAY:
        confirm_repayment(repayment=repayment, now=timezone.now(), by="", role=SYSTEM)


def repayment_not_paid(fact: TransferFailed | TransferReturned) -> None:
    repayment = _of(fact.reference)
    if repayment is not None and repayment.status in (RepaymentStatus.UNDER_WAY, RepaymentStatus.PAID):
        try:
            fail_repayment(repayment=repayment, reason=fact.reason, now=timezone.now())
        except MoveRefused:
            return  # the same news, at the same moment


def _of(reference: str) -> Repayment | None:
    """The repayment whose present try bears this reference: news of an earlier try changes nothing."""
    if not reference.startswith(f"{REPAYMENT_PREFIX}-"):
        return None
    found = Repayment.objects.filter(number=reference[:10], route=Way.TRANSFER).first()
    return found if found is not None and found.outside_reference == reference else None
