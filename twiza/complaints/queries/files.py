"""Files given as evidence. Who may see them is asked by `access` first."""

from __future__ import annotations

from dataclasses import dataclass

from twiza.complaints.models import Complaint, Report
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import open_file

ENDINGS = {
    "image/jpeg": "jpg",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/webm": "webm",
    "audio/wav": "wav",
    "audio/aac": "aac",
}


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    data: bytes
    media_type: str
    name: str
    kind: str


def file_of_evidence(owner: Complaint | Report, evidence_id: int) -> EvidenceFile:
    """One of this complaint's, or of this report's; NotFound for another's."""
    row = owner.evidence.select_related("file").filter(pk=evidence_id).first()
    if row is None:
        raise NotFound()
    ending = ENDINGS.get(row.file.media_type, "bin")
    return EvidenceFile(open_file(row.file_id), row.file.media_type, f"{owner.number}-{row.pk}.{ending}", row.kind)
