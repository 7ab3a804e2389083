"""Private files, for whoever was let in to their case or mandate."""

from __future__ import annotations

from typing import Any

from twiza.complaints.api import file_of_evidence
from twiza.kernel.refusals import NotFound
from twiza.mediation.models import Case, Mandate
from twiza.plumbing.api import open_file

File = tuple[bytes, str, str]  # bytes, media type, name


def scan_of_mandate(mandate: Mandate) -> File:
    """NotFound for a spoken one."""
    if mandate.scan is None:
        raise NotFound()
    return open_file(mandate.scan.pk), mandate.scan.media_type, mandate.scan.name


def evidence_of_case(case: Case, evidence_id: int) -> Any:
    """Evidence of the case's complaint: complaints' EvidenceFile."""
    if case.complaint is None:
        raise NotFound()
    return file_of_evidence(case.complaint, evidence_id)
