"""The arithmetic of sharing: no table is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twiza.kernel.money import Money

Measures = Mapping[str, Mapping[int, int]]  # measure → member → how much of it


@dataclass(frozen=True, slots=True)
class Split:
    """`cooperative` and the parts sum to the amount. `pots` is what each measure had to give, `of_pot` who got what."""

    cooperative: int
    parts: dict[int, int]
    pots: dict[str, int]
    of_pot: dict[str, dict[int, int]]


def missing(weights: Mapping[str, int], measures: Measures) -> list[str]:
    """The measures that count and of which there is nothing to go by."""
    return [measure for measure in weights if sum(measures.get(measure, {}).values()) <= 0]


def split(amount: int, *, kept_basis_points: int, weights: Mapping[str, int], measures: Measures) -> Split:
    """`amount` centimes: first the cooperative's own share (rounded half up), then a pot for each measure by its
    weight, then each pot by what every member has of that measure; leftover centimes by largest remainders.

    The caller has seen that nothing is `missing`. Members count in the order in which they are given.
    """
    kept = Money(amount).share(kept_basis_points)
    rest = Money(amount) - kept
    pots = dict(zip(weights, rest.split(list(weights.values())), strict=True)) if rest else {}
    of_pot: dict[str, dict[int, int]] = {}
    parts: dict[int, int] = {}
    for measure, pot in pots.items():
        shares = {member: much for member, much in measures[measure].items() if much}
        given = pot.split(list(shares.values()))
        of_pot[measure] = {member: money.centimes for member, money in zip(shares, given, strict=True)}
        for member, centimes in of_pot[measure].items():
            parts[member] = parts.get(member, 0) + centimes
    return Split(kept.centimes, parts, {m: pot.centimes for m, pot in pots.items()}, of_pot)
