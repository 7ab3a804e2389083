"""Files under their content's SHA-256: private ones beside the data, public ones under the media address."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from twiza.kernel.refusals import NotFound
from twiza.plumbing.models import StoredFile


def write_whole(path: Path, data: bytes) -> None:
    """Write so that a reader or a crash sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _path(sha256: str, private: bool) -> Path:
    root = Path(settings.PRIVATE_ROOT if private else settings.MEDIA_ROOT)
    return root / "files" / sha256[:2] / sha256


def store_file(data: bytes, *, name: str, media_type: str, private: bool = True) -> StoredFile:
    """Keep the bytes and the name they are known by; the same bytes, name and privacy give the same row."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(sha256, private)
    if not path.exists():
        write_whole(path, data)
    file, _ = StoredFile.objects.get_or_create(
        sha256=sha256, name=name[:200], private=private, defaults={"media_type": media_type, "size": len(data)}
    )
    return file


def open_file(stored_id: int) -> bytes:
    """The bytes of a stored file; NotFound where there is none. Who may see it is the caller's business."""
    try:
        file = StoredFile.objects.get(pk=stored_id)
        return _path(file.sha256, file.private).read_bytes()
    except (StoredFile.DoesNotExist, FileNotFoundError):
        raise NotFound from None


def drop_file(stored_id: int) -> None:
    """Take a stored file away, and its bytes where no other file has the same; nothing where there is none.

    Who still points at the row is refused by the database.
    """
    file = StoredFile.objects.filter(pk=stored_id).first()
    if file is None:
        return
    file.delete()
    others = StoredFile.objects.filter(sha256=file.sha256, private=file.private)
    path = _path(file.sha256, file.private)
    transaction.on_commit(lambda: None if others.exists() else path.unlink(missing_ok=True))
