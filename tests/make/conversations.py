"""Messages for tests, and files by their first bytes."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from itertools import count
from typing import Any

from PIL import Image

from twiza.conversations.api import Message, post_message

_keys = count(1)
OGG = b"OggS\x00\x02" + bytes(22) + b"\x01\x13OpusHead" + bytes(60)
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"A_OPUS" + bytes(40)
FILM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"V_VP9" + bytes(40)
M4A = struct.pack(">I", 24) + b"ftypM4A \x00\x00\x00\x00M4A mp42" + bytes(8) + b"hdlr" + bytes(8) + b"soun" + bytes(20)
MP4_FILM = struct.pack(">I", 24) + b"ftypisom\x00\x00\x02\x00isommp42" + b"hdlr" + bytes(8) + b"vide" + bytes(20)
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x00" + bytes(40)
MP3_BARE = b"\xff\xfb\x90\x00" + bytes(40)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(30)


def a_photo(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


def say(
    text: str, *, now: datetime, subject: str = "part:TW-1", role: str = "buyer", author: Any = None, **more: Any
) -> Message:
    """One message in a thread, each with a key of its own."""
    given: dict[str, Any] = {"key": f"said-{next(_keys)}", "author_name": getattr(author, "name", "") or "Somebody"}
    return post_message(subject=subject, role=role, author=author, text=text, now=now, **(given | more))
