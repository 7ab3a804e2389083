"""Proposals, their terms and agreements, for many cases at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from twiza.kernel.say import dirhams, listed
from twiza.kernel.text import pick
from twiza.mediation.models import Agreement, Proposal, Term
from twiza.mediation.queries.views import AgreementView, ProposalView, TermView
from twiza.mediation.states import AgreementStatus, ProposalStatus
from twiza.mediation.terms.words import AGREEMENT_WORDS, ANSWER_WORDS, FOLLOWED, PROPOSAL_WORDS, TermKind
from twiza.ordering.api import OrderLine


def proposals_of(case_ids: Iterable[int]) -> dict[int, list[ProposalView]]:
    """Of each case, the oldest first. Three queries whatever the number of cases."""
    rows: QuerySet[Proposal] = Proposal.objects.filter(case__in=list(case_ids))
    rows = rows.select_related("by", "agreement", "case__part")
    found = list(rows.prefetch_related("terms__product", "terms__refund"))
    wanted = {int(pk) for row in found for term in row.terms.all() for pk in term.items}
    lines = {line.pk: line for line in OrderLine.objects.filter(pk__in=wanted)} if wanted else {}
    views: dict[int, list[ProposalView]] = defaultdict(list)
    for row in found:
        views[row.case_id].append(_view(row, lines))
    return views


def _view(row: Proposal, lines: dict[int, OrderLine]) -> ProposalView:
    agreement = getattr(row, "agreement", None)
    terms = tuple(_term(term, agreement, lines) for term in row.terms.all())
    by_cash = bool(row.case.part and row.case.part.payment == "cash")
    return ProposalView(
        proposal_id=row.pk,
        status=row.status,
        status_words=PROPOSAL_WORDS[row.status],
        text=row.text,
        by_name=row.by.name if row.by else "",
        at=row.at,
        answer_by=row.answer_by,
        rule_id=row.rule_id,
        rule_since=row.rule_since,
        terms=terms,
        buyer_answer=row.buyer_answer,
        buyer_words=ANSWER_WORDS[row.buyer_answer],
        buyer_note=row.buyer_note,
        buyer_answered_at=row.buyer_answered_at,
        cooperative_answer=row.cooperative_answer,
        cooperative_words=ANSWER_WORDS[row.cooperative_answer],
        cooperative_note=row.cooperative_note,
        cooperative_answered_at=row.cooperative_answered_at,
        ended_at=row.ended_at,
        agreement=agreement_view(agreement) if agreement else None,
        asks_account=by_cash and any(term.kind == TermKind.REFUND for term in terms),
        is_open=row.status == ProposalStatus.OPEN,
    )


def agreement_view(row: Agreement) -> AgreementView:
    return AgreementView(
        agreement_id=row.pk,
        status=row.status,
        status_words=AGREEMENT_WORDS[row.status],
        reached_at=row.reached_at,
        ended_at=row.ended_at,
        trouble=row.trouble,
    )


def _term(term: Term, agreement: Agreement | None, lines: dict[int, OrderLine]) -> TermView:
    money = term.kind == TermKind.REFUND
    named = tuple(
        (lines[int(pk)].names, None if money else count, count if money else None)
        for pk, count in term.items.items()
        if int(pk) in lines
    )
    running = agreement is not None and agreement.status == AgreementStatus.RUNNING
    return TermView(
        term_id=term.pk,
        kind=term.kind,
        kind_words=TermKind(term.kind).label,
        said=_said(term, named),
        text=term.text,
        centimes=term.centimes,
        delivery_centimes=term.delivery_centimes,
        lines=named,
        product_names=term.product.names if term.product else {},
        product_slug=term.product.slug if term.product else "",
        by_day=term.by_day,
        state=_state(term, agreement),
        done_at=term.done_at,
        done_note=term.done_note,
        may_mark_done=running and term.kind not in FOLLOWED and term.done_at is None,
        may_judge=running and term.kind not in FOLLOWED and term.done_at is not None and term.confirmed_at is None,
        refund_number=term.refund.number if term.refund else "",
    )


def _state(term: Term, agreement: Agreement | None) -> str:
    if term.broken_at:
        return "broken"
    if agreement is None:
        return "proposed"
    if term.is_kept:
        return "done"
    return "said_done" if term.done_at else "due" if agreement.status == AgreementStatus.RUNNING else "dropped"


def _said(term: Term, named: tuple[tuple[dict[str, str], int | None, int | None], ...]) -> str:
    """In a sentence of the reader's language."""
    language = get_language() or "ar"
    goods = listed([pick(names, language) for names, _pieces, _centimes in named], language)
    if term.kind == TermKind.REFUND:
        amount = dirhams(term.centimes, language)
        if not goods:
            return _("%(amount)s of the delivery fee is given back") % {"amount": amount}
        return _("%(amount)s is given back for: %(goods)s") % {"amount": amount, "goods": goods}
    if term.kind == TermKind.REPLACEMENT:
        pieces = [
            pick(names, language) + (f" × {count}" if count and count > 1 else "") for names, count, _none in named
        ]
        return _("Sent again: %(goods)s") % {"goods": listed(pieces, language)}
    if term.product:
        product = pick(term.product.names, language)
        return f"{TermKind(term.kind).label}: {listed([product, term.text], language)}"
    return f"{TermKind(term.kind).label}: {term.text}" if term.text else str(TermKind(term.kind).label)
