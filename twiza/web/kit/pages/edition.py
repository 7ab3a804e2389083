"""Which code draws: pages of another edition are never given out, on this machine or another."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from django.conf import settings

KINDS = {".py", ".html", ".svg", ".toml", ".csv", ".md", ".mo"}


@cache
def edition() -> str:
    """TWIZA_RELEASE, or the sum of everything that a page is drawn with: code, templates, sentences, file names."""
    if given := os.environ.get("TWIZA_RELEASE"):
        return given
    found = hashlib.blake2b(digest_size=12)
    found.update(f"{settings.SITE_URL}\0{settings.DEV}\0{settings.DATABASES['default']['NAME']}".encode())
    folders = [settings.ROOT / "twiza", settings.ROOT / "data", settings.ROOT / "locale"]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in KINDS and path.is_file()]
    for path in [*sorted(files), Path(settings.STATIC_ROOT) / "staticfiles.json"]:
        if path.is_file():
            found.update(str(path.name).encode())
            found.update(path.read_bytes())
    return found.hexdigest()
