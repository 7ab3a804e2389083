import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.periods import day_of
from twiza.kernel.states import MoveRefused
from twiza.payments.actions.confirm_repayment import confirm_repayment
from twiza.payments.actions.fail_repayment import fail_repayment
from twiza.payments.actions.receive import Unexpected, receive
from twiza.payments.adapters.port import acquirer
from twiza.payments.adapters.protocol import Acquirer, Heard, News, NotGenuine, Outcome, Said, Unreadable
from twiza.payments.facts import PaymentRefused
from twiza.payments.models import Callback, Payment, Receipt, Repayment
from twiza.payments.queries.accounts import clearing_account
from twiza.payments.states import SYSTEM, ReceiptStatus, Status
from twiza.payments.terms import Verdict
from twiza.plumbing.api import announce

log = logging.getLogger(__name__)


def take_callback(*, adapter: str, heard: Heard, now: datetime) -> Said:
    """Hear what an acquirer tells us, keep it with its verdict, and give the answer it expects. Not in a transaction.

    What is not genuine changes nothing. Money is booked once whatever is repeated; money that settles nothing is
    parked or, by the settings, not taken. Nothing that comes in here raises, but for an adapter that is off (NotFound).
    """
    port = acquirer(adapter)
    try:
        news = port.hear(heard)
    except NotGenuine as no:
        return _refuse(port, Verdict.BAD_HASH, str(no), heard, now)
    except Unreadable as no:
        return _refuse(port, Verdict.UNREADABLE, str(no), heard, now)
    try:
        with transaction.atomic():
            return _take(port, news, now)
    except Exception as error:
        log.exception("a callback of %s for %s broke", port.code, news.claimed)
        reason = f"{type(error).__name__}: {error}"
        return _log(port, news, now, Verdict.BROKE, port.answer(Outcome.AGAIN), reason=reason)


def _take(port: Acquirer, news: News, now: datetime) -> Said:
    if news.repayment:
        return _repayment(port, news, now)
    payment = Payment.objects.filter(number=news.claimed).first()
    if news.paid is None:
        return _log(port, news, now, Verdict.NO_MATTER, port.answer(Outcome.HEARD), payment)
    if not news.paid:
        if payment is not None and payment.status == Status.OPEN:
            announce(PaymentRefused(reference=payment.reference, reason=news.reason))
        return _log(port, news, now, Verdict.REFUSED, port.answer(Outcome.HEARD), payment, reason=news.reason)
    if news.currency != "MAD":
        return _log(port, news, now, Verdict.CURRENCY, port.answer(Outcome.HEARD), payment, reason=news.currency)
    return _money(port, news, payment, now)


def _money(port: Acquirer, news: News, payment: Payment | None, now: datetime) -> Said:
    try:
        with transaction.atomic():
            receipt, new = receive(
                adapter=port.code,
                external_id=news.external_id,
                centimes=news.centimes,
                account=clearing_account(port.code),
                payment=payment,
                claimed=news.claimed,
                came_on=day_of(now),
                now=now,
                only_expected=not port.takes_unexpected(),
            )
    except Unexpected as no:
        return _log(port, news, now, Verdict.NOT_TAKEN, port.answer(Outcome.HEARD), payment, reason=no.standing)
    if not new:
        verdict = Verdict.REPEATED
    else:
        verdict = Verdict.SETTLED if receipt.status == ReceiptStatus.APPLIED else Verdict.PARKED
    reason = receipt.standing if verdict == Verdict.PARKED else ""
    return _log(port, news, now, verdict, port.answer(Outcome.TOOK), payment, receipt, reason)


def _repayment(port: Acquirer, news: News, now: datetime) -> Said:
    """News of a refund we asked for. What is known already, or of an earlier try, changes nothing."""
    number = news.repayment[:10]
    repayment = Repayment.objects.filter(number=number, route=port.code).first()
    verdict = Verdict.NO_MATTER
    if repayment is not None and repayment.outside_reference == news.repayment and news.paid is not None:
        try:
            if news.paid:
                confirm_repayment(repayment=repayment, now=now, by="", role=SYSTEM, external_id=news.external_id)
            else:
                fail_repayment(repayment=repayment, reason=news.reason, now=now)
            verdict = Verdict.SETTLED if news.paid else Verdict.REFUSED
        except MoveRefused:
            verdict = Verdict.REPEATED
    return _log(port, news, now, verdict, port.answer(Outcome.HEARD), reason=news.reason)


def _refuse(port: Acquirer, verdict: Verdict, reason: str, heard: Heard, now: datetime) -> Said:
    """Of what nobody vouches for only the number it names is kept."""
    claimed = next((value for name, value in heard.fields.items() if name.lower() == "oid"), "")
    return _log(port, News(claimed=claimed), now, verdict, port.answer(Outcome.NOT_TRUSTED), reason=reason)


def _log(
    port: Acquirer,
    news: News,
    now: datetime,
    verdict: Verdict,
    said: Said,
    payment: Payment | None = None,
    receipt: Receipt | None = None,
    reason: str = "",
) -> Said:
    columns: dict[str, Any] = {
        "claimed": (news.claimed or news.repayment).replace("\x00", "")[:80],
        "reason": reason[:200],
        "answer": said.text[:40],
    }
    Callback.objects.create(
        adapter=port.code,
        at=now,
        payment=payment,
        receipt=receipt,
        verdict=verdict,
        fields=dict(news.kept),
        **columns,
    )
    return said
