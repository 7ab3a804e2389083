"""Mediation's work in the background, and what must agree."""

from __future__ import annotations

from datetime import datetime

from twiza.mediation.actions.decide_recall import tell_buyers
from twiza.mediation.models import Adviser, Agreement, Association, Case, Recall
from twiza.mediation.states import AgreementStatus, CaseStatus, RecallStatus
from twiza.mediation.terms.words import HEAD
from twiza.plumbing.api import checked, every


@every("5 minutes", atomic=False)
def tell_of_recalls(now: datetime) -> int:
    """Every buyer of a batch whose recall was confirmed is told; a worker that died goes on where it was."""
    confirmed = Recall.objects.filter(status=RecallStatus.CONFIRMED).order_by("pk").values_list("pk", flat=True)
    return sum(tell_buyers(recall_id=pk, now=now) for pk in list(confirmed))


@checked("cases stand on consent or mandate")
def cases_agree(now: datetime) -> list[str]:
    """No open case without a consent that stands or a mandate in force; what is agreed has a running agreement."""
    open_cases = Case.objects.exclude(status=CaseStatus.CLOSED)
    found = [
        f"Case {number} is open, and its consent was withdrawn."
        for number in open_cases.filter(consent__withdrawn_at__isnull=False).values_list("number", flat=True)
    ]
    running = Agreement.objects.filter(status=AgreementStatus.RUNNING)
    found += [
        f"Case {number} has a running agreement, and is not agreed."
        for number in running.exclude(case__status=CaseStatus.AGREED).values_list("case__number", flat=True)
    ]
    return found


@checked("associations have a head")
def heads_agree(now: datetime) -> list[str]:
    """Somebody keeps each team that has anybody in it."""
    headed = Adviser.objects.filter(role=HEAD).values("association")
    staffed = Adviser.objects.values("association")
    rows = Association.objects.filter(pk__in=staffed).exclude(pk__in=headed)
    return [f"The team of {slug} has no head." for slug in rows.values_list("slug", flat=True)]
