from __future__ import annotations

from datetime import datetime
from typing import Any

from twiza.conversations.adapters.films import without_place
from twiza.conversations.adapters.sounds import kind_of_sound
from twiza.conversations.terms import MOST_PHOTO_BYTES, MOST_VOICE_BYTES, FileTooBig, NotAVoiceNote
from twiza.plumbing.api import clean_picture, store_file

PHOTO, VOICE = "photo.jpg", "voice"  # what people call their files says too much


def take_in_photo(upload: Any, now: datetime) -> int:
    """Keep a photo, made small and clean of metadata, for the parties alone; gives the id of its StoredFile.

    It takes about a second: call it before the transaction. A file above 12 MB is refused (FileTooBig) by its size,
    unread; refused by name also: not a picture, a drawing, damaged, too many points.
    """
    _weigh(upload, MOST_PHOTO_BYTES, "photos")
    return store_file(clean_picture(upload), name=PHOTO, media_type="image/jpeg").pk


def take_in_voice(upload: Any, now: datetime) -> int:
    """Keep a voice note as it came, but for the place it was made at; gives the id of its StoredFile.

    What it is, its first bytes say.

    Refused: above 6 MB (FileTooBig, unread), and what is no sound or a film (NotAVoiceNote).
    """
    _weigh(upload, MOST_VOICE_BYTES, "voice")
    data = upload if isinstance(upload, bytes) else upload.read(MOST_VOICE_BYTES + 1)
    kind = kind_of_sound(data)
    if not kind or len(data) > MOST_VOICE_BYTES:
        raise NotAVoiceNote()
    if kind == "audio/mp4":
        data = without_place(data)
    return store_file(data, name=VOICE, media_type=kind).pk


def _weigh(upload: Any, most: int, field: str) -> None:
    size = len(upload) if isinstance(upload, bytes) else int(getattr(upload, "size", 0) or 0)
    if size > most:
        raise FileTooBig(field, most=most // 2**20)
