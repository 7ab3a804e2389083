from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.bank import api as bank
from twiza.payments.actions.repay import Payee
from twiza.payments.actions.send_by_transfer import send_by_transfer
from twiza.payments.models import Repayment
from twiza.payments.states import DESK, REPAYMENT, RepaymentStatus
from twiza.payments.terms import IN_TRANSIT, PayeeMissing, Way


@transaction.atomic
def send_again(*, repayment: Repayment, payee: Payee, now: datetime, by: Any) -> Repayment:
    """Send a repayment that failed, or that waits for an account number, by bank transfer to `payee`.

    Refuses a missing name or RIB, a wrong RIB, and a repayment that is paid or under way.
    """
    if not payee.name.strip() or not payee.rib.strip():
        raise PayeeMissing()
    to = {
        "route": Way.TRANSFER,
        "account": IN_TRANSIT,
        "payee_name": payee.name.strip()[:120],
        "payee_rib": bank.check_rib(payee.rib),
    }
    if repayment.status == RepaymentStatus.FAILED:
        REPAYMENT.apply(repayment, "try_again", by=DESK, actor=by, tries=repayment.tries + 1, external_id="", **to)
    else:
        Repayment.objects.filter(pk=repayment.pk, status=RepaymentStatus.DUE).update(**to)
        repayment.refresh_from_db()
    send_by_transfer(repayment=repayment, by=by, now=now)
    return repayment
