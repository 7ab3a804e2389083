"""Pictures, files and letters as people make them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from twiza.plumbing.api import queue_letter
from twiza.plumbing.models import Letter


def picture(width: int = 800, height: int = 600, format: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """The bytes of a plain picture with a red left half and a blue right half."""
    image = Image.new("RGB", (width, height), (0, 0, 200))
    image.paste((200, 0, 0), (0, 0, width // 2, height))
    out = io.BytesIO()
    image.convert(mode).save(out, format, **options)
    return out.getvalue()


def letter(reference: str = "test/1", **columns: Any) -> Any:
    given = {
        "kind": "test",
        "channel": "email",
        "to": "salma@example.org",
        "language": "fr",
        "subject": "Votre commande",
        "text": "Bonjour Salma.",
    }
    queue_letter(reference=reference, **(given | columns))
    return Letter.objects.get(reference=reference)
