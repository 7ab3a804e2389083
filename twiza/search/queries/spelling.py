"""The question as it would have been spelt."""

from __future__ import annotations

from collections.abc import Iterable


def respelt(text: str, parts: Iterable[tuple[tuple[int, int], str]]) -> str:
    """The text with each part (from, to) in its other spelling; "" where none has one."""
    pieces, end = [], len(text)
    for (start, stop), other in sorted(((span, other) for span, other in parts if other), reverse=True):
        if start < stop <= end:
            pieces += [text[stop:end], other]
            end = start
    return "".join([text[:end], *reversed(pieces)]) if pieces else ""
