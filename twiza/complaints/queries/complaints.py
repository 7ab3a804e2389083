"""One complaint with all that its page shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.clocks.api import clocks_of
from twiza.complaints.models import Answer, Complaint, Evidence
from twiza.complaints.queries.money import money_of
from twiza.complaints.queries.stages import stage_of
from twiza.complaints.queries.views import AnswerView, ComplainedLine, ComplaintStep, ComplaintView, EvidenceView
from twiza.complaints.states import COMPLAINT, COOPERATIVE, DESK, Status
from twiza.complaints.terms.tree import Problem, problems
from twiza.complaints.terms.words import (
    PROMISES,
    ROUTE_WORDS,
    STATUS_WORDS,
    AnswerKind,
    Because,
    Channel,
    EvidenceKind,
    Grade,
    Level,
    Outcome,
)
from twiza.cooperatives.api import slug_of
from twiza.kernel.periods import day_of
from twiza.law.api import Rule, UnknownRule, rule
from twiza.ordering.api import OrderLine
from twiza.people.api import person_cards
from twiza.settlement.api import REFUND_WORDS, PartMoney


def complaint_view(complaint: Complaint, *, now: datetime) -> ComplaintView:
    """A dozen queries, whatever it holds."""
    problem = problems().problem(complaint.problem)
    part, order = complaint.part, complaint.part.order
    money = money_of(complaint)
    answers = list(complaint.answers.select_related("refund"))
    names = {p: card.name for p, card in person_cards({a.author_id for a in answers if a.author_id}).items()}
    views = tuple(_answer(answer, names) for answer in answers)
    return ComplaintView(
        complaint_id=complaint.pk,
        number=complaint.number,
        subject=complaint.subject,
        order_number=order.number,
        part_id=part.pk,
        part_number=part.number,
        part_status=part.status,
        is_paid=money.paid_at is not None,
        paid_by_cash=money.way == "cash",
        cooperative_id=complaint.cooperative_id,
        cooperative_slug=slug_of(complaint.cooperative_id),
        cooperative_names=part.seller["names"],
        buyer_name=order.name,
        buyer_phone=order.phone,
        language=order.language,
        person_id=order.person_id,
        channel=complaint.channel,
        channel_words=Channel(complaint.channel).label,
        problem=problem.code,
        problem_names=problem.names,
        problem_words=problem.words,
        route=complaint.route,
        route_words=ROUTE_WORDS[complaint.route],
        wish=complaint.wish,
        wish_words=problems().wishes[complaint.wish].words,
        whole=complaint.whole,
        text=complaint.text,
        lines=_lines(complaint, money),
        stake=complaint.stake_centimes,
        rest=money.rest if money.paid_at else 0,
        delivery_rest=money.delivery_rest if money.paid_at else 0,
        status=complaint.status,
        status_words=STATUS_WORDS[complaint.status],
        level=complaint.level,
        level_words=Level(complaint.level).label,
        opened_at=complaint.opened_at,
        answer_by=complaint.answer_by,
        due_at=complaint.due_at,
        first_answered_at=complaint.first_answered_at,
        in_time=in_time(complaint, now),
        escalated_at=complaint.escalated_at,
        escalated_for=complaint.escalated_for,
        closed_at=complaint.closed_at,
        outcome=complaint.outcome,
        outcome_words=Outcome(complaint.outcome).label if complaint.outcome else "",
        outcome_note=complaint.outcome_note,
        reopened=complaint.reopened,
        reopen_until=_reopen_until(complaint),
        holds=bool(complaint.hold_reference),
        has_account=bool(views) and views[-1].state == "awaits_account",
        evidence=tuple(evidence_view(row) for row in complaint.evidence.select_related("file")),
        answers=views,
        timeline=tuple(sorted(_steps(complaint, views), key=lambda step: step.at)),
        clocks=tuple(clocks_of([complaint.subject], now=now).get(complaint.subject, ())),
        rules=rules_of(problem, day_of(complaint.opened_at)),
        rule_id=complaint.rule_id,
        rule_since=complaint.rule_since,
        buyer_verbs=_buyer_verbs(complaint, views, now),
        cooperative_verbs=_seller_verbs(complaint, views, COOPERATIVE),
        desk_verbs=_seller_verbs(complaint, views, DESK),
        is_sample=complaint.is_sample,
    )


def in_time(complaint: Complaint, now: datetime) -> bool | None:
    """Whether the first answer came in time; None while it still may."""
    if complaint.first_answered_at is not None:
        return complaint.first_answered_at <= complaint.answer_by
    return False if now > complaint.answer_by else None


def rules_of(problem: Problem, on: date) -> tuple[Rule, ...]:
    """The rules it touches that are in force on that day."""
    found = []
    for name in problem.rules:
        try:
            found.append(rule(name, on=on))
        except UnknownRule:
            continue
    return tuple(found)


def evidence_view(row: Any) -> EvidenceView:
    """Of a complaint's, or of a report's file."""
    is_ours = isinstance(row, Evidence)
    return EvidenceView(
        evidence_id=row.pk,
        kind=row.kind,
        kind_words=EvidenceKind(row.kind).label,
        media_type=row.file.media_type,
        size=row.file.size,
        side=row.role if is_ours else "",
        at=row.at if is_ours else row.report.filed_at,
    )


def _lines(complaint: Complaint, money: PartMoney) -> tuple[ComplainedLine, ...]:
    about = set(complaint.lines.values_list("line_id", flat=True))
    rows = OrderLine.objects.filter(part=complaint.part_id)
    rows = rows.filter(pk__in=about) if about else rows.exclude(status="declined")
    paid = {line.line_id: line for line in money.lines} if money.paid_at else {}
    return tuple(
        ComplainedLine(
            line_id=line.pk,
            product_id=line.product_id_sold,
            slug=line.slug,
            names=line.names,
            labels=line.labels,
            quantity=line.quantity,
            total=line.total_centimes,
            paid=paid[line.pk].paid if line.pk in paid else 0,
            rest=paid[line.pk].rest if line.pk in paid else 0,
        )
        for line in rows
    )


def _answer(answer: Answer, names: dict[int, str]) -> AnswerView:
    refund = answer.refund
    return AnswerView(
        answer_id=answer.pk,
        kind=answer.kind,
        kind_words=AnswerKind(answer.kind).label,
        role=answer.role,
        author_name=names.get(answer.author_id or 0, ""),
        text=answer.text,
        at=answer.at,
        promised_on=answer.promised_on,
        centimes=answer.centimes,
        refund_id=refund.pk if refund else None,
        refund_number=refund.number if refund else "",
        refund_status=refund.status if refund else "",
        refund_words=REFUND_WORDS[refund.status] if refund else "",
        state=state_of(answer),
        done_at=answer.done_at,
        broken_at=answer.broken_at,
        grade=answer.grade,
        grade_words=Grade(answer.grade).label if answer.grade else "",
        grade_note=answer.grade_note,
        graded_at=answer.graded_at,
    )


def state_of(answer: Answer) -> str:
    if answer.done_at:
        return "done"
    if answer.broken_at:
        return "broken"
    if answer.kind == AnswerKind.REFUND:
        return "awaits_account"
    return "promised" if answer.kind in PROMISES else "given"


def _steps(complaint: Complaint, answers: Sequence[AnswerView]) -> list[ComplaintStep]:
    steps = [
        ComplaintStep("opened", _("You told us"), problems().problem(complaint.problem).words, complaint.opened_at)
    ]
    for answer in answers:
        who = _("The cooperative answered") if answer.role == COOPERATIVE else _("The desk of Twiza answered")
        steps.append(ComplaintStep("answered", who, answer.kind_words, answer.at))
        if answer.broken_at:
            steps.append(ComplaintStep("broken", _("The promised day passed"), answer.kind_words, answer.broken_at))
        if answer.done_at and answer.kind in PROMISES:
            steps.append(ComplaintStep("done", _("Said to be done"), answer.kind_words, answer.done_at))
        if answer.graded_at:
            steps.append(ComplaintStep("graded", _("Is it solved?"), answer.grade_words, answer.graded_at))
    if complaint.escalated_at:
        went = _("It went up: %(to)s") % {"to": Level(complaint.level).label}
        steps.append(ComplaintStep("escalated", went, Because(complaint.escalated_for).label, complaint.escalated_at))
    if complaint.closed_at:
        steps.append(ComplaintStep("closed", _("Closed"), Outcome(complaint.outcome).label, complaint.closed_at))
    return steps


def _reopen_until(complaint: Complaint) -> date | None:
    if complaint.closed_at is None:
        return None
    closed_on = day_of(complaint.closed_at)
    return closed_on + timedelta(days=rule("house.complaint_reopen_days", on=closed_on).value)


def _buyer_verbs(complaint: Complaint, answers: Sequence[AnswerView], now: datetime) -> tuple[str, ...]:
    if complaint.status == Status.CLOSED:
        until = _reopen_until(complaint)
        return ("reopen",) if until and day_of(now) <= until else ()
    verbs = ["add_evidence"]
    if complaint.status == Status.ANSWERED and answers and not answers[-1].grade:
        verbs.append("grade")
    if answers and answers[-1].state == "awaits_account":
        verbs.append("give_account")
    if complaint.level == Level.COOPERATIVE:
        verbs.append("escalate_desk")
    if complaint.level != Level.ASSOCIATION:
        verbs.append("escalate_association")
    return (*verbs, "take_back")


def _seller_verbs(complaint: Complaint, answers: Sequence[AnswerView], role: str) -> tuple[str, ...]:
    open_to = COMPLAINT.open_to(complaint.status, role)
    verbs: list[str] = [verb for verb in ("answer", "close") if verb in open_to]
    if answers and answers[-1].may_carry_out and complaint.status != Status.CLOSED:
        verbs.append("carry_out")
    return tuple(verbs)


def may_complain(part: Any) -> tuple[Problem, ...]:
    """The problems that fit where a part is now."""
    return problems().for_stage(stage_of(part))
