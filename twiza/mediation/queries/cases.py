"""Lists of cases: the association's queue, the cooperative's, the desk's. A constant number of queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from twiza.complaints.api import problems
from twiza.kernel.refusals import NotFound
from twiza.mediation.access import readable
from twiza.mediation.models import Association, Case, Proposal, Term
from twiza.mediation.queries.moments import end_of
from twiza.mediation.queries.views import CaseRow, PartyRow
from twiza.mediation.states import AgreementStatus, CaseStatus, ProposalStatus
from twiza.mediation.terms.words import CASE_WORDS, Origin, Outcome
from twiza.ordering.api import Page
from twiza.people.api import Person, Role, has_role

GROUPS = ("new", "mine", "in_hand", "proposed", "agreed", "closed", "all")
OPEN = ~Q(status=CaseStatus.CLOSED)


def problem_words(code: str) -> Any:
    kind = problems().problems.get(code)
    return kind.words if kind else code


def problem_choices(*, elsewhere: bool = True) -> list[tuple[str, Any]]:
    """(code, words) of the problems of sellers elsewhere; of all without `elsewhere`."""
    return [(code, kind.words) for code, kind in problems().problems.items() if kind.outside or not elsewhere]


def cases_of(
    association: Association,
    *,
    group: str = "new",
    adviser_id: int | None = None,
    text: str = "",
    after: int | None = None,
    page_size: int = 30,
    now: datetime,
) -> Page:
    """CaseRows of one association, the oldest first while they are open, the newest first once closed.

    `text` is part of a case's, a complaint's or an order's number. Who withdrew her consent is not named.
    """
    rows = _narrow(Case.objects.filter(association=association), group, adviser_id)
    if text := text.strip():
        rows = rows.filter(
            Q(number__icontains=text) | Q(complaint__number__icontains=text) | Q(part__order__number__icontains=text)
        )
    newest = group in ("closed", "all")
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after) if newest else rows.filter(pk__gt=after)
    rows = rows.order_by("-pk" if newest else "pk").select_related("cooperative", "adviser")
    may_read = Case.objects.filter(readable(now), pk=OuterRef("pk"))
    found = list(_with_due(rows).annotate(may_read=Exists(may_read))[: page_size + 1])
    items = tuple(_row(case, now) for case in found[:page_size])
    return Page(items, count, items[-1].case_id if len(found) > page_size else None)


def case_counts(association: Association, *, adviser_id: int | None, now: datetime) -> dict[str, int]:
    """How many stand in each group, and how many open ones are late. One query."""
    counts = Case.objects.filter(association=association).aggregate(
        new=Count("pk", filter=Q(status=CaseStatus.NEW)),
        mine=Count("pk", filter=OPEN & Q(adviser=adviser_id, adviser__isnull=False)),
        in_hand=Count("pk", filter=Q(status=CaseStatus.IN_HAND)),
        proposed=Count("pk", filter=Q(status=CaseStatus.PROPOSED)),
        agreed=Count("pk", filter=Q(status=CaseStatus.AGREED)),
        closed=Count("pk", filter=Q(status=CaseStatus.CLOSED)),
        all=Count("pk"),
        late=Count("pk", filter=Q(status=CaseStatus.NEW, look_by__lt=now)),
    )
    return dict(counts)


def _narrow(rows: QuerySet[Case], group: str, adviser_id: int | None) -> QuerySet[Case]:
    if group not in GROUPS:
        raise NotFound()
    if group == "mine":
        return rows.filter(OPEN, adviser=adviser_id, adviser__isnull=False)
    return rows if group == "all" else rows.filter(status=group)


def _with_due(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The next time that matters: the answer to an open proposal, the next promise."""
    answer = Proposal.objects.filter(case=OuterRef("pk"), status=ProposalStatus.OPEN).values("answer_by")[:1]
    promises = Term.objects.filter(
        proposal__case=OuterRef("pk"), proposal__agreement__status=AgreementStatus.RUNNING, done_at=None
    )
    return rows.annotate(
        answer_due=Subquery(answer), promise_due=Subquery(promises.order_by("by_day").values("by_day")[:1])
    )


def _due_at(case: Any) -> datetime | None:
    if case.status == CaseStatus.NEW:
        return case.look_by
    if case.status == CaseStatus.PROPOSED:
        return case.answer_due
    return end_of(case.promise_due) if case.status == CaseStatus.AGREED and case.promise_due else None


def against(case: Case) -> dict[str, str]:
    return case.cooperative.names if case.cooperative else {"ar": case.seller_name, "fr": case.seller_name}


def _row(case: Any, now: datetime) -> CaseRow:
    due = _due_at(case)
    return CaseRow(
        case_id=case.pk,
        number=case.number,
        status=case.status,
        status_words=CASE_WORDS[case.status],
        origin=case.origin,
        origin_words=Origin(case.origin).label,
        problem=case.problem,
        problem_words=problem_words(case.problem),
        consumer_name=case.consumer_name if case.may_read else "",
        against=against(case),
        is_elsewhere=case.cooperative_id is None,
        adviser_id=case.adviser_id,
        adviser_name=case.adviser.name if case.adviser else "",
        opened_at=case.opened_at,
        due_at=due,
        is_late=bool(due and due < now),
        closed_at=case.closed_at,
        outcome=case.outcome,
        outcome_words=Outcome(case.outcome).label if case.outcome else "",
        may_read=case.may_read,
    )


def cases_of_cooperative(
    cooperative_id: int, *, group: str = "open", after: int | None = None, page_size: int = 30
) -> Page:
    """PartyRows about what this cooperative sold: to_answer, open or closed; the newest first."""
    rows = Case.objects.filter(cooperative=cooperative_id)
    waiting = Proposal.objects.filter(case=OuterRef("pk"), status=ProposalStatus.OPEN, cooperative_answer="")
    rows = rows.filter(Exists(waiting)) if group == "to_answer" else rows.filter(OPEN if group == "open" else ~OPEN)
    return _party_page(rows, after, page_size)


def cases_waiting(cooperative_id: int) -> int:
    """How many proposals wait for this cooperative's answer."""
    rows = Proposal.objects.filter(case__cooperative=cooperative_id, status=ProposalStatus.OPEN)
    return rows.filter(cooperative_answer="").count()


def cases_for_desk(person: Any, *, after: int | None = None, page_size: int = 30) -> Page:
    """For the desk: that a case about an order on Twiza is, and how it ended. No file, no names of buyers."""
    if not isinstance(person, Person) or not has_role(person, Role.DESK):
        raise NotFound()
    return _party_page(Case.objects.exclude(cooperative=None), after, page_size)


def _party_page(rows: QuerySet[Case], after: int | None, page_size: int) -> Page:
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    waiting = Proposal.objects.filter(case=OuterRef("pk"), status=ProposalStatus.OPEN, cooperative_answer="")
    rows = _with_due(rows.order_by("-pk")).annotate(awaits=Exists(waiting))
    found: list[Any] = list(rows.select_related("cooperative", "association", "part__order")[: page_size + 1])
    items = tuple(_party_row(case) for case in found[:page_size])
    return Page(items, count, found[page_size - 1].pk if len(found) > page_size else None)


def _party_row(case: Any) -> PartyRow:
    return PartyRow(
        number=case.number,
        status=case.status,
        status_words=CASE_WORDS[case.status],
        association_names=case.association.names,
        cooperative_names=case.cooperative.names,
        cooperative_slug=case.cooperative.slug,
        order_number=case.part.order.number,
        part_number=case.part.number,
        problem_words=problem_words(case.problem),
        opened_at=case.opened_at,
        due_at=None if case.status == CaseStatus.NEW else _due_at(case),
        awaits_answer=case.awaits,
        closed_at=case.closed_at,
        outcome=case.outcome,
        outcome_words=Outcome(case.outcome).label if case.outcome else "",
    )
