"""Statistical secrecy of a table of counts: no cell under the threshold, and none found again by subtraction.

A table is published with the totals of its rows and columns. A cell of 1 to `least` - 1 is kept back; then, as long
as somebody who knows the totals could tell a kept-back cell more closely than `least`, another cell is kept back too.
What such a reader can tell is computed exactly: with the totals fixed, the values that a kept-back cell can take are
those reached by moving units around closed paths of kept-back cells, that is by a greatest flow between its column
and its row (cell suppression in two-way tables: Cox 1980; Fischetti and Salazar 2000). Zeros are no secret.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Cell = tuple[int, int]
Node = tuple[str, int]
OTHER = "other"


@dataclass(frozen=True)
class Guarded:
    """A table that may be read by everybody: `cells[row][column]` is a count, or None where it is kept back."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.row_totals)


def guard(counts: Mapping[tuple[str, str], int], *, least: int) -> Guarded | None:
    """The table of `counts` by (row, column), fit to be published; None where all of it is under `least`.

    Rows and columns whose total is under `least` are put together under "other" first.
    """
    counts = merged(merged(counts, least, 0), least, 1)
    if 0 < sum(counts.values()) < least or not counts:
        return None
    rows, columns = _names(counts, 0), _names(counts, 1)
    grid = [[counts.get((row, column), 0) for column in columns] for row in rows]
    hidden = hide(grid, least)
    cells = [[None if (i, j) in hidden else n for j, n in enumerate(row)] for i, row in enumerate(grid)]
    return Guarded(
        tuple(rows),
        tuple(columns),
        tuple(map(tuple, cells)),
        tuple(map(sum, grid)),
        tuple(sum(row[j] for row in grid) for j in range(len(columns))),
    )


def merged(counts: Mapping[tuple[str, str], int], least: int, axis: int) -> dict[tuple[str, str], int]:
    """The counts with small rows (axis 0) or columns (axis 1) put together, until each holds `least` or nothing."""
    totals: dict[str, int] = defaultdict(int)
    for key, count in counts.items():
        totals[key[axis]] += count
    small = {name for name, total in totals.items() if 0 < total < least}
    if small or OTHER in totals:
        small.add(OTHER)
        while sum(totals[name] for name in small) < least and (left := [n for n in totals if n not in small]):
            small.add(min(left, key=lambda name: (totals[name], name)))
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (row, column), count in counts.items():
        name = (row, column)[axis]
        name = OTHER if name in small else name
        found[(name, column) if axis == 0 else (row, name)] += count
    return dict(found)


def _names(counts: Mapping[tuple[str, str], int], axis: int) -> list[str]:
    return sorted({key[axis] for key in counts}, key=lambda name: (name == OTHER, name))


def hide(grid: Sequence[Sequence[int]], least: int) -> set[Cell]:
    """The cells to keep back: the small ones, and as many more as their protection needs."""
    hidden = {(i, j) for i, row in enumerate(grid) for j, n in enumerate(row) if 0 < n < least}
    while bare := next(unprotected(grid, hidden, least), None):
        open_cells = _companions(grid, hidden, bare)
        hidden.add(min(open_cells, key=lambda cell: (grid[cell[0]][cell[1]], cell)))
    return hidden


def _companions(grid: Sequence[Sequence[int]], hidden: set[Cell], bare: Cell) -> list[Cell]:
    """What may be kept back beside a cell that is not protected: of its row and column first, then of all."""
    cells = [(i, j) for i, row in enumerate(grid) for j, n in enumerate(row) if (i, j) not in hidden]
    near = [cell for cell in cells if (cell[0] == bare[0]) != (cell[1] == bare[1])]
    full = [cell for cell in near if grid[cell[0]][cell[1]]]
    return full or [cell for cell in cells if grid[cell[0]][cell[1]]] or near or cells


def unprotected(grid: Sequence[Sequence[int]], hidden: set[Cell], least: int) -> Iterator[Cell]:
    """The small cells that a reader of the totals can tell more closely than `least`.

    With every cell kept back there is none: rows and columns hold `least` or nothing, so a cell has that much room.
    """
    for cell in sorted(cell for cell in hidden if 0 < grid[cell[0]][cell[1]] < least):
        low, high = bounds(grid, hidden, cell)
        if high - low < least:
            yield cell


def bounds(grid: Sequence[Sequence[int]], hidden: set[Cell], cell: Cell) -> tuple[int, int]:
    """The least and the greatest value a kept-back cell can have, for who knows all that is published."""
    i, j = cell
    value = grid[i][j]
    others = [other for other in hidden if other != cell]
    ceiling = sum(grid[a][b] for a, b in hidden)
    # Raised by 1, it must be lowered elsewhere: along other kept-back cells from its column back to its row.
    more = _greatest_flow(others, grid, ("column", j), ("row", i), ceiling)
    less = _greatest_flow(others, grid, ("row", i), ("column", j), ceiling)
    return value - min(value, less), value + more


def _greatest_flow(cells: Sequence[Cell], grid: Sequence[Sequence[int]], source: Node, sink: Node, ceiling: int) -> int:
    """How much can be moved: a row may raise a cell without limit, a column lowers it by what it holds."""
    room: dict[Node, dict[Node, int]] = defaultdict(dict)
    for a, b in cells:
        room["row", a]["column", b] = ceiling
        room["column", b]["row", a] = grid[a][b]
    moved = 0
    while path := _path(room, source, sink):
        step = min(room[here][there] for here, there in path)
        for here, there in path:
            room[here][there] -= step
            room[there][here] = room[there].get(here, 0) + step
        moved += step
    return moved


def _path(room: Mapping[Node, Mapping[Node, int]], source: Node, sink: Node) -> list[tuple[Node, Node]]:
    """The shortest way along which something can still be moved, as steps; [] where there is none."""
    came: dict[Node, Node] = {source: source}
    queue = deque([source])
    while queue:
        here = queue.popleft()
        for there, left in room.get(here, {}).items():
            if left and there not in came:
                came[there] = here
                queue.append(there)
    steps = []
    while sink != source:
        if sink not in came:
            return []
        steps.append((came[sink], sink))
        sink = came[sink]
    return steps
