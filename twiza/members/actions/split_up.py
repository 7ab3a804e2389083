"""How money to share becomes distributions: shared by payouts, own sales, and what was parked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from twiza.ledger.api import Draft, post_many
from twiza.members.facts import MoneyShared
from twiza.members.models import Distribution, Part, Statement
from twiza.members.queries.basis import Basis
from twiza.members.queries.splitting import split
from twiza.members.states import STATEMENT, SYSTEM, StatementStatus
from twiza.plumbing.api import announce

BATCH = 500


@dataclass(frozen=True, slots=True)
class Share:
    """What a distribution gives: its columns, and each member's part with what it went by."""

    columns: dict[str, Any]
    parts: dict[int, int]
    basis: dict[int, dict[str, Any]]


def share_out(centimes: int, basis: Basis, weights: Mapping[str, int], kept_basis_points: int) -> Share:
    """Split an amount by a basis that lacks nothing for these weights."""
    cut = split(centimes, kept_basis_points=kept_basis_points, weights=weights, measures=basis.measures)
    whole = {
        measure: {
            "total": sum(basis.measures[measure].values()),
            "pot": pot,
            "unit": basis.unit_of(measure),
        }
        for measure, pot in cut.pots.items()
    }
    own = {
        member: {
            measure: {"measure": basis.measures[measure][member], "centimes": given[member]}
            for measure, given in cut.of_pot.items()
            if member in given
        }
        for member in cut.parts
    }
    columns = {"cooperative_centimes": cut.cooperative, "weights": dict(weights), "basis": whole}
    return Share(columns, cut.parts, own)


def give_out(shared: Iterable[tuple[Distribution, Share]], *, now: datetime) -> None:
    """Write the parts of rows that are there, book them, and tell. In the caller's transaction."""
    rows = list(shared)
    statements = _statements(rows)
    parts = [
        Part(
            distribution=distribution,
            member_id=member,
            statement_id=statements[member, month_of(distribution)],
            centimes=centimes,
            basis=share.basis.get(member, {}),
        )
        for distribution, share in rows
        for member, centimes in share.parts.items()
    ]
    Part.objects.bulk_create(parts, batch_size=BATCH)
    post_many([_draft(distribution, share) for distribution, share in rows], now=now)
    for distribution, _share in rows:
        announce(MoneyShared(distribution_id=distribution.pk))


def _draft(distribution: Distribution, share: Share) -> Draft:
    book = f"cooperative:{distribution.cooperative_id}"
    lines = {f"member:{member}:payable": -centimes for member, centimes in share.parts.items()}
    lines[f"{book}:to_share"] = distribution.amount_centimes
    lines[f"{book}:share"] = -distribution.cooperative_centimes
    return Draft(
        reference=f"distribution:{distribution.pk}",
        lines=lines,
        day=distribution.day,
        cause=f"members.distribution:{distribution.pk}",
    )


def month_of(distribution: Distribution) -> date:
    """The month of the statement that carries it: that of its last day of work."""
    return distribution.ends_on.replace(day=1)


def _statements(rows: list[tuple[Distribution, Share]]) -> dict[tuple[int, date], int]:
    """The statement of each member and month, made where it is not there; what was acknowledged is open again."""
    wanted = {(member, month_of(distribution)) for distribution, share in rows for member in share.parts}
    Statement.objects.bulk_create(
        [Statement(member_id=member, month=month) for member, month in sorted(wanted)],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    members, months = {member for member, _month in wanted}, {month for _member, month in wanted}
    found: dict[tuple[int, date], int] = {}
    for row in Statement.objects.filter(member__in=members, month__in=months):
        if (row.member_id, row.month) in wanted:
            found[row.member_id, row.month] = row.pk
            if row.status in (StatementStatus.ACKNOWLEDGED, StatementStatus.ANSWERED):
                STATEMENT.apply(row, "reopen", by=SYSTEM)
    return found
