from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.clocks.api import stop_clock
from twiza.complaints.api import problems
from twiza.kernel.refusals import Refusal
from twiza.mediation.actions.end_agreement import break_agreement, finish_if_kept
from twiza.mediation.models import Agreement, Term
from twiza.mediation.states import AgreementStatus
from twiza.mediation.terms.clocks import PROMISE
from twiza.mediation.terms.words import TermKind
from twiza.payments.api import Payee
from twiza.protection.api import order_replacement
from twiza.settlement.api import RefundReason, decide_refund, refund_card

CASH = "cash"


@transaction.atomic
def carry_out_agreement(*, agreement_id: int, now: datetime) -> None:
    """What was agreed really happens: money is given back, another one is ordered. Once, however often it is called.

    What can't be done any more (given back meanwhile by another way) breaks the agreement, and the adviser reads why.
    """
    agreement = Agreement.objects.select_related("proposal", "case__part__order", "case__complaint").get(
        pk=agreement_id
    )
    if agreement.status != AgreementStatus.RUNNING:
        return
    try:
        with transaction.atomic():
            for term in agreement.proposal.terms.all():
                if term.kind == TermKind.REFUND and term.refund_id is None:
                    _refund(agreement, term, now)
                elif term.kind == TermKind.REPLACEMENT and term.replacement_id is None:
                    _replace(agreement, term, now)
    except Refusal as refusal:
        break_agreement(agreement, trouble=str(refusal), now=now)


def _refund(agreement: Agreement, term: Term, now: datetime) -> None:
    case, proposal = agreement.case, agreement.proposal
    assert case.part is not None
    kind = problems().problems.get(case.problem)
    reason = kind.refund if kind and kind.refund in RefundReason.by_hand() else RefundReason.OTHER
    payee = Payee(name=proposal.payee_name, rib=proposal.rib) if proposal.rib else None
    way = "transfer" if payee and case.part.payment == CASH else CASH if case.part.payment == CASH else "as_paid"
    refund = decide_refund(
        part_id=case.part.pk,
        items={int(pk): centimes for pk, centimes in term.items.items()},
        delivery_centimes=term.delivery_centimes,
        reason=reason,
        way=way,
        payee=payee if way == "transfer" else None,
        note=case.number,
        key=f"mediation:{term.pk}",
        by=None,
        now=now,
    )
    Term.objects.filter(pk=term.pk).update(refund=refund)
    if refund_card(refund.pk).paid_at:
        mark_done(term, now)


def _replace(agreement: Agreement, term: Term, now: datetime) -> None:
    assert agreement.case.part is not None
    replacement = order_replacement(
        part=agreement.case.part,
        items={int(pk): pieces for pk, pieces in term.items.items()},
        reason=agreement.case.number,
        key=f"mediation:{term.pk}",
        by=None,
        now=now,
        promised_on=term.by_day,
    )
    Term.objects.filter(pk=term.pk).update(replacement_id=replacement.pk)


@transaction.atomic
def mark_done(term: Term, now: datetime) -> None:
    """Money or goods have reached her."""
    if Term.objects.filter(pk=term.pk, done_at=None).update(done_at=now):
        stop_clock(reference=f"{PROMISE}:{term.pk}", how="met", now=now)
        finish_if_kept(Agreement.objects.select_related("case__complaint").get(proposal=term.proposal_id), now=now)
