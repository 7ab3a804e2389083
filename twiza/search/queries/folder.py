"""Where the replica of this machine lies: `SEARCH_ROOT/<schema>-<analysis>-<n>/`, and a pointer file `current` that
names the one to read. Whoever builds another one puts it beside and renames the pointer over the old."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import zlib
from pathlib import Path

from django.conf import settings

from twiza.search.queries.documents import SCHEMA, format_of

_META = "meta.json"
_MAGIC = 1337


class Torn(Exception):
    """A file of the replica is missing, shorter than it was written, or other than its check sum says."""


def root() -> Path:
    return Path(settings.SEARCH_ROOT)


def current() -> Path | None:
    """The folder that is pointed at, if it is of a schema that this code reads."""
    try:
        name = (root() / "current").read_text("utf-8").strip()
    except OSError:
        return None
    folder = root() / name
    return folder if name.split("-")[0] == str(SCHEMA) and (folder / _META).is_file() else None


def is_of_today(folder: Path) -> bool:
    """Whether it was made by the analysis and the dictionary of this code."""
    return folder.name.rpartition("-")[0] == format_of()


def beside() -> Path:
    """A new empty folder that nobody points at."""
    numbers = [int(n) for path in root().glob("*-*") if (n := path.name.rpartition("-")[2]).isdigit()]
    folder = root() / f"{format_of()}-{max(numbers, default=0) + 1}"
    folder.mkdir(parents=True)
    return folder


def point_at(folder: Path) -> None:
    """From now on readers take this one; the rename happens or doesn't."""
    part = root() / f"current.{os.getpid()}"
    with part.open("w", encoding="utf-8") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    part.replace(root() / "current")


def sweep_but(*keep: Path | None) -> None:
    """Take away every other folder. Who still reads one keeps what it has mapped."""
    for path in root().glob("*-*"):
        if path.is_dir() and path not in keep:
            shutil.rmtree(path, ignore_errors=True)


def segment_files(folder: Path) -> list[str]:
    """The files of the last commit."""
    try:
        meta = json.loads((folder / _META).read_text("utf-8"))
        deletes = {s["segment_id"].replace("-", ""): (s.get("deletes") or {}).get("opstamp") for s in meta["segments"]}
        names = [path.name for path in folder.iterdir()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Torn(f"{_META}: {error}") from None
    found = []
    for name in sorted(names):
        segment, _, kind = name.partition(".")
        # Deletions are written into a new file; an older one may go at any time.
        if segment in deletes and (not kind.endswith("del") or kind == f"{deletes[segment]}.del"):
            found.append(name)
    if len({name.partition(".")[0] for name in found}) < len(deletes):
        raise Torn("a segment has no files")
    return found


def sizes(folder: Path) -> dict[str, int]:
    """How long each file of the last commit is; Torn where one is missing."""
    for attempt in range(3):
        before = meta_stamp(folder)
        try:
            return {name: (folder / name).stat().st_size for name in segment_files(folder)}
        except (OSError, Torn) as error:
            # A commit in between takes files away; without one they should be there.
            if attempt == 2 or meta_stamp(folder) == before:
                raise Torn(str(error)) from None
    raise AssertionError


def compare(folder: Path, before: dict[str, int]) -> None:
    """Torn where a file of the last commit is shorter than it was, or empty."""
    for name, size in sizes(folder).items():
        if size < before.get(name, 1):
            raise Torn(f"{name} was cut from {before.get(name)} to {size} bytes")


def meta_stamp(folder: Path) -> tuple[int, int] | None:
    """Changes with each commit; None where there is nothing."""
    try:
        found = (folder / _META).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def pointer_stamp() -> tuple[int, int] | None:
    try:
        found = (root() / "current").stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def check(folder: Path) -> None:
    """Read every file of the last commit against the check sum at its end; Torn where one does not agree."""
    for name in segment_files(folder):
        _check_file(folder / name)


def _check_file(path: Path) -> None:
    """A file ends with {"version": …, "crc": …}, its length and a magic number, both of four bytes."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            file.seek(max(0, size - 8))
            tail = file.read(8)
            length, magic = int.from_bytes(tail[:4], "little"), int.from_bytes(tail[4:], "little")
            if len(tail) < 8 or magic != _MAGIC or length > size - 8:
                raise Torn(f"{path.name} has no end")
            body = size - 8 - length
            file.seek(body)
            told = json.loads(file.read(length))["crc"]
            file.seek(0)
            found = 0
            while body and (piece := file.read(min(body, 1 << 20))):
                found, body = zlib.crc32(piece, found), body - len(piece)
    except (OSError, ValueError, KeyError) as error:
        raise Torn(f"{path.name}: {error}") from None
    if body or found != told:
        raise Torn(f"{path.name} is not as it was written")


def request_rebuild() -> None:
    """Ask the keeper of this machine for a new replica, whatever it has."""
    with contextlib.suppress(OSError):
        root().mkdir(parents=True, exist_ok=True)
        (root() / "rebuild").touch()


def take_request() -> bool:
    """Whether one was asked for; asked once, answered once."""
    try:
        (root() / "rebuild").unlink()
    except OSError:
        return False
    return True
