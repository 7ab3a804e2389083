"""State machines written as tables: one row per allowed move."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal


class MoveRefused(Refusal):
    """The row was not in a state, or the actor not in a role, that allows the move."""

    sentence = _("This step is no longer possible: the situation has changed meanwhile.")


@dataclass(frozen=True)
class Move:
    verb: str
    sources: tuple[str, ...]
    target: str
    by: frozenset[str]
    law: str = ""


def move(verb: str, sources: str | Sequence[str], target: str, *by: str, law: str = "") -> Move:
    sources = (str(sources),) if isinstance(sources, str) else tuple(str(s) for s in sources)
    return Move(verb, sources, str(target), frozenset(str(b) for b in by), law)


@dataclass(frozen=True)
class Applied:
    """What a listener (the audit trail) is told of each move made."""

    table: str
    row: Any
    verb: str
    before: str
    after: str
    by: str
    actor: Any = None


@dataclass
class StateTable:
    name: str
    start: str
    final: Iterable[str]
    moves: Sequence[Move]
    column: str = "status"
    rows: dict[str, Move] = field(init=False)

    # Filled by plumbing: the kernel knows no tables, yet each move must leave an audit row.
    listeners = list[Callable[[Applied], None]]()
    tables = dict[str, "StateTable"]()

    def __post_init__(self) -> None:
        self.start, self.final = str(self.start), frozenset(str(s) for s in self.final)
        self.rows = {m.verb: m for m in self.moves}
        assert len(self.rows) == len(self.moves), f"{self.name}: a verb stands twice"
        StateTable.tables[self.name] = self

    def apply(self, row: Any, verb: str, *, by: str, actor: Any = None, **columns: Any) -> None:
        """Make the move and set `columns` with it, or raise MoveRefused; two racing callers can't both succeed.

        Call it inside a transaction: the audit row is written in the same one.
        """
        step = self.rows[verb]
        if str(by) not in step.by:
            raise MoveRefused()
        # Compare-and-set works on SQLite too, where row locks do nothing.
        before = str(getattr(row, self.column))
        sources = (before,) if before in step.sources else step.sources
        rows = type(row)._default_manager.filter(pk=row.pk, **{f"{self.column}__in": sources})
        if rows.update(**{self.column: step.target}, **columns) != 1:
            raise MoveRefused()
        for name, value in ({self.column: step.target} | columns).items():
            setattr(row, name, value)
        for tell in self.listeners:
            tell(Applied(self.name, row, verb, before, step.target, str(by), actor))

    def open_to(self, status: str, by: str) -> list[str]:
        """The verbs this role may use now: what the page offers as buttons."""
        return [m.verb for m in self.moves if status in m.sources and str(by) in m.by]

    def problems(self, known: Iterable[str]) -> list[str]:
        known, found, reached = {str(k) for k in known}, [], {self.start}
        while more := {m.target for m in self.moves if reached & set(m.sources)} - reached:
            reached |= more
        leaving = {s for m in self.moves for s in m.sources}
        named = leaving | {m.target for m in self.moves}
        found += [f"unknown state {s}" for s in sorted(named - known)]
        found += [f"unreachable state {s}" for s in sorted(known - reached)]
        found += [f"dead end {s}" for s in sorted(known - leaving - set(self.final))]
        found += [f"final state {s} has a way out" for s in sorted(set(self.final) & leaving)]
        return found

    def as_markdown(self) -> str:
        head = "| verb | from | to | who | rule |\n|---|---|---|---|---|\n"
        return head + "".join(
            f"| {m.verb} | {', '.join(m.sources)} | {m.target} | {', '.join(sorted(m.by))} | {m.law} |\n"
            for m in self.moves
        )
