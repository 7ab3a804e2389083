from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from twiza.complaints import messages
from twiza.complaints.actions.clocking import answer_due, start_answer
from twiza.complaints.actions.give_evidence import attach
from twiza.complaints.actions.keep_money import keep_money
from twiza.complaints.facts import ComplaintOpened
from twiza.complaints.models import Complaint, ComplaintLine
from twiza.complaints.queries.stages import stage_of
from twiza.complaints.states import Status
from twiza.complaints.terms.refusals import (
    AlreadyOpen,
    LinesMissing,
    NotThisProblem,
    TextTooLong,
    TooManyComplaints,
    TooManyFiles,
    UnknownWish,
)
from twiza.complaints.terms.tree import Problem, problems
from twiza.complaints.terms.words import MOST_A_DAY, MOST_FILES, MOST_TEXT, PREFIX, Channel
from twiza.kernel.numbers import public_number
from twiza.ordering.api import CooperativeOrder, OrderLine
from twiza.plumbing.api import announce, within_rate

DAY = 86_400


def open_complaint(
    *,
    part: CooperativeOrder,
    line_ids: Iterable[int],
    problem: str,
    wish: str,
    text: str,
    evidence: Sequence[tuple[int, str]] = (),
    key: str,
    by: Any,
    now: datetime,
    channel: str = Channel.ORDER,
) -> Complaint:
    """Tell a typed problem with one part of an order; the same `key` gives the same complaint.

    `evidence` is what `take_in_evidence` gave. The part is kept from being paid out (where the problem is about
    money), the cooperative owes an answer, and both are written to. Refuses a problem that does not fit where the
    parcel is, a wish that the problem does not offer, lines of another part, too long a text, too many files, the
    same problem of the same line while it is open (AlreadyOpen, with its number), and more than `MOST_A_DAY` a day.
    Not inside a transaction: tries must count.
    """
    key = f"{part.number}:{key}"[:80]
    if known := Complaint.objects.filter(key=key).first():
        return known
    kind = problems().problem(problem)
    lines = _lines(part, kind, line_ids)
    if stage_of(part) not in kind.fits:
        raise NotThisProblem()
    if wish not in kind.wishes:
        raise UnknownWish()
    if len(text := text.strip()) > MOST_TEXT:
        raise TextTooLong(most=MOST_TEXT)
    if len(evidence) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    _already_open(part, kind, lines)
    if not within_rate(f"complaints:{part.order_id}", most=MOST_A_DAY, seconds=DAY, now=now):
        raise TooManyComplaints()
    try:
        with transaction.atomic():
            return _open(part, kind, lines, wish, text, evidence, key, by, now, channel)
    except IntegrityError:  # the other click, or the other tab, was first
        if known := Complaint.objects.filter(key=key).first():
            return known
        _already_open(part, kind, lines)
        raise


def _lines(part: CooperativeOrder, kind: Problem, line_ids: Iterable[int]) -> list[OrderLine]:
    """Those it is about; [] for a problem of the whole part."""
    if kind.about == "part":
        return []
    wanted = set(line_ids)
    lines = list(OrderLine.objects.filter(part=part, pk__in=wanted))
    if not wanted or len(lines) != len(wanted):
        raise LinesMissing()
    return lines


def _already_open(part: CooperativeOrder, kind: Problem, lines: Sequence[OrderLine]) -> None:
    rows = Complaint.objects.exclude(status=Status.CLOSED).filter(part=part, problem=kind.code)
    if lines:
        rows = rows.filter(lines__line__in=lines, lines__is_open=True)
    if known := rows.first():
        raise AlreadyOpen(number=known.number)


def _open(
    part: CooperativeOrder,
    kind: Problem,
    lines: Sequence[OrderLine],
    wish: str,
    text: str,
    evidence: Sequence[tuple[int, str]],
    key: str,
    by: Any,
    now: datetime,
    channel: str,
) -> Complaint:
    due, promise = answer_due(now)
    complaint = Complaint.objects.create(
        number=public_number(PREFIX),
        key=key,
        part=part,
        cooperative_id=part.cooperative_id,
        person_id=part.order.person_id,
        channel=channel,
        problem=kind.code,
        route=kind.route,
        whole=kind.about == "part",
        wish=wish,
        text=text,
        stake_centimes=sum(line.total_centimes for line in lines) if lines else part.total_centimes,
        answer_by=due,
        due_at=due,
        rule_id=promise.id,
        rule_since=promise.since,
        opened_at=now,
        is_sample=part.order.is_sample,
    )
    ComplaintLine.objects.bulk_create(
        ComplaintLine(complaint=complaint, line=line, product_id_sold=line.product_id_sold, problem=kind.code)
        for line in lines
    )
    attach(complaint, evidence, role="buyer" if channel == Channel.ORDER else channel, now=now)
    keep_money(complaint, by=by, now=now)
    start_answer(complaint, now)
    messages.complaint_opened(complaint)
    announce(ComplaintOpened(complaint_id=complaint.pk))
    return complaint
