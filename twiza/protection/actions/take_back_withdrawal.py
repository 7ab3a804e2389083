from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.clocks.api import stop_clock
from twiza.plumbing.api import announce
from twiza.protection.actions.duties import drop_duty
from twiza.protection.facts import WithdrawalTakenBack
from twiza.protection.models import Withdrawal
from twiza.protection.states import BUYER, WITHDRAWAL
from twiza.protection.terms import kinds
from twiza.settlement.api import lift_hold


@transaction.atomic
def take_back_withdrawal(*, withdrawal: Withdrawal, by: Any, now: datetime) -> None:
    """The buyer keeps the goods after all; within her time she may withdraw again. Refused once they were sent."""
    WITHDRAWAL.apply(withdrawal, "take_back", by=BUYER, actor=by, ended_at=now)
    withdrawal.lines.update(live=False, counts=False)
    drop_duty(withdrawal.reference, now=now)
    lift_hold(reference=withdrawal.reference, now=now, by=None)
    stop_clock(reference=f"{kinds.RETURN}:{withdrawal.number}", how="cancelled", now=now)
    announce(WithdrawalTakenBack(withdrawal_id=withdrawal.pk))
