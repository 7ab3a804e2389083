"""The scan of a mandate: what is taken in, and what is not."""

from __future__ import annotations

from twiza.mediation.terms.refusals import ScanMissing, ScanNotTaken
from twiza.mediation.terms.words import MOST_SCAN
from twiza.plumbing.api import store_file

BEGINNINGS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


def take_in_scan(data: bytes, *, name: str) -> int:
    """Keep it privately; gives the file's id. Call it before the transaction. ScanMissing, ScanNotTaken."""
    if not data:
        raise ScanMissing()
    kind = next((kind for beginning, kind in BEGINNINGS.items() if data.startswith(beginning)), None)
    if kind is None and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "image/webp"
    if kind is None or len(data) > MOST_SCAN:
        raise ScanNotTaken(most=MOST_SCAN // 2**20)
    return store_file(data, name=name[:120] or "mandate", media_type=kind).pk
