"""Noting what is read: whoever reads rows for a page names the tags under which their writers drop them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


def note(*tags: str) -> None:
    """What is being drawn hangs on these. Costs nothing where nobody listens."""
    noted = _noted.get()
    if noted is not None:
        noted.update(tags)


def note_each(kind: str, keys: Iterable[object]) -> None:
    """`note` of `kind:key` for each key."""
    noted = _noted.get()
    if noted is not None:
        noted.update(f"{kind}:{key}" for key in keys)


@contextmanager
def noting(*tags: str) -> Iterator[set[str]]:
    """Collects every tag that is noted inside, beginning with these."""
    found = set(tags)
    before = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(before)
