"""How every case begins. Not an action by itself: it stands on a consent or a mandate given a moment ago."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from twiza.catalog.api import Product
from twiza.clocks.api import start_clock
from twiza.complaints.api import Complaint
from twiza.kernel.numbers import public_number
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.mediation import messages
from twiza.mediation.facts import CaseOpened
from twiza.mediation.models import Association, Case, CaseProduct, Consent, Mandate
from twiza.mediation.terms.clocks import FIRST_LOOK
from twiza.mediation.terms.words import CASE_PREFIX
from twiza.ordering.api import OrderLine
from twiza.plumbing.api import announce, record


def open_case(
    *,
    association: Association,
    origin: str,
    consent: Consent | None = None,
    mandate: Mandate | None = None,
    complaint: Complaint | None = None,
    by: Any,
    now: datetime,
    **elsewhere: Any,
) -> Case:
    """A new case in the association's queue, its first look due; all who are concerned are told."""
    complaint = consent.complaint if consent else complaint
    promise = rule("house.case_first_look_days", on=day_of(now))
    case = Case(
        number=public_number(CASE_PREFIX),
        association=association,
        origin=origin,
        consent=consent,
        mandate=mandate,
        complaint=complaint,
        look_by=now + timedelta(days=promise.value),
        rule_id=promise.id,
        rule_since=promise.since,
        opened_at=now,
        is_sample=association.is_sample,
        **elsewhere,
    )
    if complaint:
        order = complaint.part.order
        case.part, case.cooperative_id, case.person_id = complaint.part, complaint.cooperative_id, order.person_id
        case.consumer_name, case.problem = mandate.name if mandate else order.name, complaint.problem
        case.is_sample = case.is_sample or order.is_sample
    elif mandate:
        case.consumer_name = mandate.name
    case.save(force_insert=True)
    if complaint:
        _note_products(case, complaint)
    start_clock(
        reference=f"{FIRST_LOOK}:{case.pk}",
        kind=FIRST_LOOK,
        subject=case.subject,
        due_at=case.look_by,
        rule_id=promise.id,
        rule_since=promise.since,
        now=now,
    )
    messages.case_opened(case)
    record("open", case, actor=by, after={"origin": str(origin), "association": association.slug})
    announce(CaseOpened(case_id=case.pk))
    return case


def _note_products(case: Case, complaint: Complaint) -> None:
    """Those of the lines complained of; of all lines where it is about the whole parcel."""
    ids = set(complaint.lines.values_list("product_id_sold", flat=True))
    ids = ids or set(OrderLine.objects.filter(part=case.part).values_list("product_id_sold", flat=True))
    known = Product.objects.filter(pk__in=ids).values_list("pk", flat=True)
    CaseProduct.objects.bulk_create([CaseProduct(case=case, product_id=pk) for pk in sorted(known)])
