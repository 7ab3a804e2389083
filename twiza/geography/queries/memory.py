"""What a process remembers of the geography: it changes with a census, not with a request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Read = TypeVar("Read")
_remembered: dict[str, object] = {}


def remembered(read: Callable[[], Read]) -> Callable[[], Read]:
    """Call `read` once in this process. An empty answer is not kept: the tables may be filled later."""
    key = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def recall() -> Read:
        if key in _remembered:
            return _remembered[key]  # type: ignore[return-value]
        if found := read():
            _remembered[key] = found
        return found

    return recall


def forget() -> None:
    _remembered.clear()
