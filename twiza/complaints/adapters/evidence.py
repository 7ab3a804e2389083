"""Files that are given as evidence: photos and voice notes as in conversations, short films, papers. All private."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from twiza.complaints.terms.refusals import FileNotTaken, FileTooHeavy
from twiza.complaints.terms.words import MOST_PAPER, MOST_VIDEO, EvidenceKind
from twiza.conversations import api as conversations
from twiza.plumbing.api import store_file

PICTURES = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
SOUNDS = (b"M4A ", b"M4B ")


def take_in_evidence(upload: Any, *, now: datetime) -> tuple[int, str]:
    """Keep an uploaded file (a Django upload) by what it is, not by its name: (stored file's id, kind).

    Called before a transaction: pictures take a second. Refuses what is too heavy before reading it (FileTooHeavy:
    `MOST_VIDEO`, `MOST_PAPER`), what is none of photo, film, paper or voice note (FileNotTaken), and what the takers
    of photos and voice notes refuse.
    """
    upload.seek(0)
    head = upload.read(64)
    upload.seek(0)
    said = str(getattr(upload, "content_type", "") or "")
    if _is_sound(head, said):
        return conversations.take_in_voice(upload, now), EvidenceKind.VOICE.value
    if head.startswith(b"%PDF-"):
        return _keep(upload, MOST_PAPER, "paper.pdf", "application/pdf"), EvidenceKind.PAPER.value
    if head[4:8] == b"ftyp" and head[8:12] not in PICTURES:
        return _keep(upload, MOST_VIDEO, "film.mp4", "video/mp4"), EvidenceKind.VIDEO.value
    if head.startswith(b"\x1aE\xdf\xa3"):
        return _keep(upload, MOST_VIDEO, "film.webm", "video/webm"), EvidenceKind.VIDEO.value
    if said and not said.startswith(("image/", "application/octet-stream")):
        raise FileNotTaken()
    return conversations.take_in_photo(upload, now), EvidenceKind.PHOTO.value


def _is_sound(head: bytes, said: str) -> bool:
    if said.startswith("audio/"):
        return True
    return (head.startswith((b"OggS", b"ID3", b"RIFF")) and b"WEBP" not in head) or head[8:12] in SOUNDS


def _keep(upload: Any, most: int, name: str, media_type: str) -> int:
    heavy = FileTooHeavy(most=most // 2**20)
    if (getattr(upload, "size", 0) or 0) > most:
        raise heavy
    data = upload.read(most + 1)
    if len(data) > most:
        raise heavy
    if media_type == "video/mp4":
        data = conversations.without_place(data)
    return store_file(data, name=name, media_type=media_type).pk
