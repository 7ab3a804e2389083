"""The audit trail: every move of every state table, and whatever else must be answered for."""

from __future__ import annotations

from typing import Any

from twiza.kernel.states import Applied, StateTable
from twiza.plumbing.models import AuditRow


def record(
    verb: str,
    subject: Any,
    *,
    actor: Any = None,
    role: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> None:
    """Write one audit row for a model row, in the caller's transaction. `actor` is a person or a name."""
    AuditRow.objects.create(
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        actor=str(getattr(actor, "pk", actor) or ""),
        role=role,
        before=before or {},
        after=after or {},
        note=note,
    )


def _of_move(applied: Applied) -> None:
    column = StateTable.tables[applied.table].column
    record(
        applied.verb,
        applied.row,
        actor=applied.actor,
        role=applied.by,
        before={column: applied.before},
        after={column: applied.after},
    )


def listen() -> None:
    """From now on each move of a state table leaves its row; called once, when the app is ready."""
    if _of_move not in StateTable.listeners:
        StateTable.listeners.append(_of_move)
