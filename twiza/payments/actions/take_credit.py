from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.bank import api as bank
from twiza.kernel.numbers import normalise_number
from twiza.payments.actions.receive import receive
from twiza.payments.models import Payment, Receipt
from twiza.payments.queries.matching import payment_meant
from twiza.payments.states import DESK, SYSTEM
from twiza.payments.terms import UNEXPLAINED, EntryTaken, NoSuchPayment, NotACredit, Way


@transaction.atomic
def take_credit(*, entry_id: int, now: datetime, number: str = "", by: Any = None) -> Receipt | None:
    """Recognise a buyer's transfer in a line of our bank statement, by the number she wrote; None for anything else.

    With `number` the desk says which payment it is for; then it refuses a number nobody has, a debit, and a line
    that was explained as something else. Taken once, whatever is run again.
    """
    entry = bank.entry(entry_id)
    if found := Receipt.objects.filter(adapter=Way.TRANSFER, external_id=str(entry_id)).first():
        return found
    if entry.centimes <= 0 or entry.purpose:
        if number:
            raise NotACredit() if entry.centimes <= 0 else EntryTaken()
        return None
    if number:
        payment = Payment.objects.filter(number=normalise_number(number) or "").first()
        if payment is None:
            raise NoSuchPayment()
    else:
        payment = payment_meant(entry.reference, entry.text, entry.counterparty)
        if payment is None:
            return None
    bank.explain_entry(entry_id=entry_id, purpose="payment", now=now, by=by, note=payment.number)
    receipt, _ = receive(
        adapter=Way.TRANSFER,
        external_id=str(entry_id),
        centimes=entry.centimes,
        account=UNEXPLAINED,
        payment=payment,
        claimed=payment.number,
        came_on=entry.day,
        now=now,
        from_name=entry.counterparty,
        from_rib=_rib(entry.rib),
        by=DESK if number else SYSTEM,
        actor=by,
    )
    return receipt


def _rib(text: str) -> str:
    try:
        return bank.check_rib(text) if text else ""
    except bank.WrongRib:
        return ""
