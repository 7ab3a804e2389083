"""No cell under the threshold, and none found again: by somebody who tries every table that fits what is published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from twiza.observatory.queries.secrecy import Guarded, guard, merged

LEAST = 5
small = st.integers(0, 9)
tables = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), small, max_size=9)


def test_a_table_of_large_counts_is_published_whole() -> None:
    table = guard({("late", "souss"): 8, ("late", "oriental"): 5, ("broken", "souss"): 12}, least=LEAST)
    assert table
    assert table.rows == ("broken", "late")
    assert table.cells == ((0, 12), (5, 8))
    assert table.total == 25


def test_a_small_cell_takes_others_with_it() -> None:
    counts = {("a", "x"): 2, ("a", "y"): 20, ("a", "z"): 9, ("b", "x"): 30, ("b", "y"): 7, ("b", "z"): 40}
    table = guard(counts, least=LEAST)
    assert table
    assert table.cells == ((None, 20, None), (None, 7, None)) or sum(row.count(None) for row in table.cells) >= 4
    assert table.row_totals == (31, 77)


def test_small_rows_are_put_together() -> None:
    counts = {("a", "x"): 2, ("b", "x"): 1, ("c", "x"): 40, ("d", "x"): 6}
    assert merged(counts, LEAST, 0) == {("other", "x"): 9, ("c", "x"): 40}


def test_too_few_are_not_published_at_all() -> None:
    assert guard({("a", "x"): 2, ("b", "y"): 2}, least=LEAST) is None
    assert guard({}, least=LEAST) is None


def fitting(table: Guarded) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every table of whole numbers that has what is published: cells, and totals of rows and columns."""

    def rows(i: int, left: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
        if i == len(table.rows):
            if not any(left):
                yield ()
            return
        spans = [range(n + 1) if c is None else (c,) for c, n in zip(table.cells[i], left, strict=True)]
        for row in product(*spans[:-1]):
            last = table.row_totals[i] - sum(row)
            if last in spans[-1] and all(a <= b for a, b in zip((*row, last), left, strict=True)):
                rest = tuple(b - a for a, b in zip((*row, last), left, strict=True))
                for more in rows(i + 1, rest):
                    yield ((*row, last), *more)

    yield from rows(0, table.column_totals)


@given(tables)
@example({("a", "x"): 1, ("a", "y"): 5, ("b", "x"): 5, ("b", "y"): 5})
@example({("a", "x"): 4, ("b", "x"): 9, ("c", "y"): 9, ("a", "z"): 9})
def test_nobody_finds_what_is_kept_back(counts: dict[tuple[str, str], int]) -> None:
    table = guard(counts, least=LEAST)
    if table is None:
        assert sum(counts.values()) < LEAST
        return
    assert table.total == sum(counts.values())
    shown = [n for row in table.cells for n in row if n is not None]
    assert not [n for n in (*shown, *table.row_totals, *table.column_totals) if 0 < n < LEAST]
    hidden = [(i, j) for i, row in enumerate(table.cells) for j, n in enumerate(row) if n is None]
    if not hidden:
        return
    seen: dict[tuple[int, int], tuple[int, int]] = {}
    for grid in fitting(table):
        for i, j in hidden:
            low, high = seen.get((i, j), (grid[i][j], grid[i][j]))
            seen[i, j] = (min(low, grid[i][j]), max(high, grid[i][j]))
    truth = merged(merged(counts, LEAST, 0), LEAST, 1)
    for (i, j), (low, high) in seen.items():
        small_one = 0 < truth.get((table.rows[i], table.columns[j]), 0) < LEAST
        assert not small_one or high - low >= LEAST, (table, seen)
