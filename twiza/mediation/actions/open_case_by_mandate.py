from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from twiza.complaints.api import AlreadyOpen, Complaint, escalate, open_complaint, problems
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.mediation.actions.open_case import open_case
from twiza.mediation.models import Case, Mandate
from twiza.mediation.states import CaseStatus
from twiza.mediation.terms.refusals import (
    CaseOpen,
    DayInFuture,
    FactsMissing,
    NoSuchPart,
    SellerMissing,
    TextTooLong,
    UnknownProblem,
    WrongAmount,
)
from twiza.mediation.terms.words import MOST_TEXT, Origin
from twiza.ordering.api import CooperativeOrder
from twiza.people.api import Person

BY_MANDATE = (Origin.PHONE, Origin.COUNTER)
MOST_CENTIMES = 10**10


def open_case_by_mandate(
    *,
    mandate: Mandate,
    origin: str,
    part_number: str,
    line_ids: Iterable[int],
    problem: str,
    wish: str,
    text: str,
    key: str,
    by: Person,
    now: datetime,
) -> Case:
    """A case about an order on Twiza, for who gave the mandate: her complaint is opened, or the open one joined.

    Its money is then kept from payout as for any complaint. Refuses a parcel that is not of her order (NoSuchPart), a
    complaint that an association has (CaseOpen), and what `complaints.open_complaint` refuses. Not in a transaction.
    """
    _check_origin(origin)
    part = CooperativeOrder.objects.filter(order=mandate.order_id, number=part_number).select_related("order").first()
    if mandate.order_id is None or part is None:
        raise NoSuchPart()
    try:
        complaint = open_complaint(
            part=part,
            line_ids=line_ids,
            problem=problem,
            wish=wish,
            text=text,
            key=f"mandate:{mandate.pk}:{key}",
            by=by,
            now=now,
            channel="association",
        )
    except AlreadyOpen as known:
        complaint = Complaint.objects.select_related("part__order").get(number=known.number)
    if (open_one := _open_case(complaint)) is not None:
        return _hers(open_one, mandate)
    try:
        with transaction.atomic():
            escalate(complaint=complaint, to="association", consent=True, by=by, now=now, role="association")
            return open_case(
                association=mandate.association,
                origin=origin,
                mandate=mandate,
                complaint=complaint,
                facts=text.strip()[:MOST_TEXT],
                by=by,
                now=now,
            )
    except IntegrityError:  # the other click
        if (open_one := _open_case(complaint)) is not None:
            return _hers(open_one, mandate)
        raise


@transaction.atomic
def open_case_elsewhere(
    *,
    mandate: Mandate,
    origin: str,
    seller_name: str,
    seller_contact: str,
    problem: str,
    facts: str,
    bought_on: date | None,
    paid_centimes: int | None,
    by: Person,
    now: datetime,
) -> Case:
    """A case about a seller who is not on Twiza: for counsel, and for the file to court or authority."""
    _check_origin(origin)
    if not seller_name.strip():
        raise SellerMissing()
    if problem not in {code for code, kind in problems().problems.items() if kind.outside}:
        raise UnknownProblem()
    if not facts.strip():
        raise FactsMissing()
    if len(facts) > MOST_TEXT:
        raise TextTooLong("facts", most=MOST_TEXT)
    if bought_on and bought_on > day_of(now):
        raise DayInFuture("bought_on")
    if paid_centimes is not None and not 0 < paid_centimes < MOST_CENTIMES:
        raise WrongAmount()
    return open_case(
        association=mandate.association,
        origin=origin,
        mandate=mandate,
        seller_name=" ".join(seller_name.split())[:200],
        seller_contact=" ".join(seller_contact.split())[:200],
        problem=problem,
        facts=facts.strip(),
        bought_on=bought_on,
        paid_centimes=paid_centimes,
        by=by,
        now=now,
    )


def _check_origin(origin: str) -> None:
    if origin not in BY_MANDATE:
        raise NotFound()


def _open_case(complaint: Complaint) -> Case | None:
    return Case.objects.filter(complaint=complaint).exclude(status=CaseStatus.CLOSED).first()


def _hers(case: Case, mandate: Mandate) -> Case:
    """The case of the first click; another association's is not ours to join."""
    if case.mandate_id != mandate.pk:
        raise CaseOpen()
    return case
