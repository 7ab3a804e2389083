from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.complaints.actions.clocking import start_grade, stop_turns
from twiza.complaints.actions.give_back import give_back
from twiza.complaints.models import Answer, Complaint
from twiza.complaints.states import COMPLAINT, COOPERATIVE, SYSTEM, Status
from twiza.complaints.terms.refusals import AccountMissing, NoAccountAsked
from twiza.complaints.terms.words import AnswerKind
from twiza.payments.api import Payee


@transaction.atomic
def give_account(*, complaint: Complaint, payee: Payee, now: datetime) -> Answer:
    """The buyer says to which account her refund goes, and it goes there. The account is kept with the refund alone.

    Also after her long silence, when the desk has it. Refuses where the last answer waits for none (NoAccountAsked: an
    answer that another one replaced gives nothing any more) or the complaint is closed, an empty or wrong account, and
    what settlement refuses.
    """
    waiting = complaint.answers.order_by("-pk").first()
    if waiting is None or waiting.kind != AnswerKind.REFUND or waiting.done_at or complaint.status == Status.CLOSED:
        raise NoAccountAsked()
    if not payee.name.strip() or not payee.rib.strip():
        raise AccountMissing()
    give_back(complaint, waiting, way="transfer", payee=payee, by=waiting.author, now=now)
    if complaint.status == Status.PROMISED:
        COMPLAINT.apply(complaint, "carry_out", by=SYSTEM)
    else:  # it went up meanwhile
        COMPLAINT.apply(complaint, "answer", by=COOPERATIVE, actor=waiting.author)
    stop_turns(complaint, how="met", now=now)
    start_grade(complaint, waiting, now)
    return waiting
