from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from twiza.mediation.access import case_of_association
from twiza.mediation.models import Association, Case, FileOpening, Mandate
from twiza.mediation.queries.files import file_of
from twiza.mediation.queries.views import CaseFile
from twiza.ordering.api import OrderView, order_view
from twiza.people.api import Person

SAME = timedelta(hours=1)  # looking again within it is one opening


def case_file(association: Association, number: str, *, adviser: Person, why: str = "", now: datetime) -> CaseFile:
    """The whole file of a case, and a row that says who opened it, when and why, for the consumer to read.

    NotFound without a consent or a mandate that stands: then nothing is written either.
    """
    case = case_of_association(association, number, now=now)
    with transaction.atomic():
        log_opening(association, adviser, why=why, now=now, case=case)
    return file_of(case, now=now)


def opened_case(association: Association, number: str, *, adviser: Person, why: str = "", now: datetime) -> Case:
    """The case, for one paper or picture of its file: an opening like any other. NotFound as `case_file`."""
    case = case_of_association(association, number, now=now)
    with transaction.atomic():
        log_opening(association, adviser, why=why, now=now, case=case)
    return case


def order_of_mandate(mandate: Mandate, *, adviser: Person, why: str = "", now: datetime) -> OrderView | None:
    """The order that somebody gave a mandate for, without delivery codes; an opening as well. None without one."""
    if mandate.order is None:
        return None
    with transaction.atomic():
        log_opening(mandate.association, adviser, why=why, now=now, mandate=mandate)
    return order_view(mandate.order, now=now, for_buyer=False)


def log_opening(
    association: Association,
    adviser: Person,
    *,
    why: str,
    now: datetime,
    case: Case | None = None,
    mandate: Mandate | None = None,
) -> None:
    where: dict[str, Any] = {"case": case, "mandate": mandate, "adviser": adviser}
    if FileOpening.objects.filter(**where, why=why.strip()[:200], at__gt=now - SAME).exists():
        return
    FileOpening.objects.create(
        **where, association=association, adviser_name=adviser.name, why=why.strip()[:200], at=now
    )
