from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from twiza.complaints.models import Complaint, Evidence
from twiza.complaints.states import Status
from twiza.complaints.terms.refusals import TooManyFiles
from twiza.complaints.terms.words import MOST_FILES
from twiza.kernel.states import MoveRefused


@transaction.atomic
def add_evidence(*, complaint: Complaint, evidence: Sequence[tuple[int, str]], role: str, now: datetime) -> None:
    """Add what `take_in_evidence` gave; the same file again changes nothing.

    `role` is buyer, cooperative, desk or association. Refuses more than `MOST_FILES` of one side (TooManyFiles), and a
    closed complaint (MoveRefused).
    """
    if complaint.status == Status.CLOSED:
        raise MoveRefused()
    attach(complaint, evidence, role=role, now=now)


def attach(complaint: Complaint, evidence: Sequence[tuple[int, str]], *, role: str, now: datetime) -> None:
    known = set(complaint.evidence.filter(role=role).values_list("file_id", flat=True))
    new = {file_id: kind for file_id, kind in evidence if file_id not in known}
    if len(known) + len(new) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    for file_id, kind in new.items():
        Evidence.objects.get_or_create(
            complaint=complaint, file_id=file_id, defaults={"kind": kind, "role": role, "at": now}
        )
