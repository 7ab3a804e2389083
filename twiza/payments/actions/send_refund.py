import logging
from datetime import datetime

from django.db import transaction

from twiza.kernel.states import MoveRefused
from twiza.payments.actions.confirm_repayment import confirm_repayment
from twiza.payments.actions.fail_repayment import fail_repayment
from twiza.payments.adapters.port import acquirer
from twiza.payments.models import Repayment
from twiza.payments.states import REPAYMENT, SYSTEM, RepaymentStatus

log = logging.getLogger(__name__)


def send_refund(*, repayment: Repayment, now: datetime) -> bool:
    """Ask the acquirer for a refund that is due; whether it answered. Not in a transaction: it talks to the world.

    Whatever dies between is asked again under the same key, which the acquirer carries out once.
    """
    if repayment.status == RepaymentStatus.DUE:
        try:
            with transaction.atomic():
                REPAYMENT.apply(repayment, "send", by=SYSTEM)
        except MoveRefused:
            return False
    try:
        done = acquirer(repayment.route).give_back(repayment)
    except Exception as error:  # noqa: BLE001 - the next run asks again
        log.warning("refund %s was not sent: %s", repayment.number, error)
        return False
    if done is None:
        return False
    with transaction.atomic():
        Repayment.objects.filter(pk=repayment.pk, external_id="").update(external_id=done.external_id)
        try:
            if done.paid:
                confirm_repayment(repayment=repayment, now=now, by="", role=SYSTEM, external_id=done.external_id)
            elif done.paid is False:
                fail_repayment(repayment=repayment, reason=done.reason, now=now)
        except MoveRefused:
            pass  # its callback was faster
    return True
