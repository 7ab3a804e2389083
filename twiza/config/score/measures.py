"""The measures of a ranking, from the grades (0 to 3) of its results in their order.

Discounted gain after Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20 (2002),
with the gain 2^grade - 1 of Burges et al., "Learning to rank using gradient descent", ICML 2005. Reciprocal rank after
Voorhees, TREC-8 (1999).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log2

GOOD = 2  # from this grade on, a buyer has what she asked for


def dcg(grades: Iterable[int]) -> float:
    """Sum of (2^grade - 1) / log2(place + 1), places from 1."""
    return sum((2**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def ndcg(found: Sequence[int], all_grades: Iterable[int], *, at: int = 10) -> float:
    """The gain of the first `at` results, of the most that any order of all graded goods could give; 0 to 1."""
    best = dcg(sorted(all_grades, reverse=True)[:at])
    return dcg(found[:at]) / best if best else 0.0


def reciprocal_rank(found: Sequence[int], *, good: int = GOOD) -> float:
    """1 / place of the first good result; 0 where none is good."""
    return next((1 / place for place, grade in enumerate(found, start=1) if grade >= good), 0.0)


def recall(found: Sequence[int], all_grades: Iterable[int], *, at: int = 50, good: int = GOOD) -> float:
    """How many of the good ones are among the first `at`, of those that could be there (at most `at`)."""
    could = min(at, sum(grade >= good for grade in all_grades))
    return sum(grade >= good for grade in found[:at]) / could if could else 0.0
