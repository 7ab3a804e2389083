"""Where a page ends, as an opaque text: the sort it belongs to and the place of its last row."""

from __future__ import annotations

import base64
import binascii
import json

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import NotFound, Refusal
from twiza.search.queries.shapes import LARGEST_PAGE, MOST_PAGED, SORTS, Question


class TooDeep(Refusal):
    """A page by number reaches `MOST_PAGED` results; whoever wants more follows `next`."""

    sentence = _("Only the first 10,000 results can be reached by page number. Narrow the search.")
    field = "page"


def write(sort: str, *place: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort, *place]).encode()).decode().rstrip("=")


def read(sort: str, cursor: str, numbers: int) -> list[int]:
    """The `numbers` whole numbers of the place; NotFound for a cursor that isn't of this sort or not ours."""
    try:
        kind, *place = json.loads(base64.urlsafe_b64decode(cursor[:200] + "=" * (-len(cursor[:200]) % 4)))
        if kind != sort or len(place) != numbers or not all(type(n) is int and 0 <= n < 2**63 for n in place):
            raise ValueError
    except (ValueError, TypeError, OverflowError, binascii.Error, RecursionError):
        raise NotFound() from None
    return place


def size_of(question: Question) -> int:
    return max(1, min(question.page_size, LARGEST_PAGE))


def sort_of(question: Question) -> str:
    """NotFound for a sort that doesn't exist."""
    if question.sort not in SORTS:
        raise NotFound()
    return question.sort


def start_of(question: Question, sort: str) -> int:
    """How many results lie before the page; TooDeep beyond what is paged by number."""
    size = size_of(question)
    start = read(sort, question.after, 1)[0] if question.after else (max(1, question.page or 1) - 1) * size
    if start + size > MOST_PAGED:
        raise TooDeep()
    return start
