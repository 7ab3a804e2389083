"""How the rows of a slip stand to our parcels. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q

from twiza.bank.api import key_of
from twiza.delivery.models import Cash, Holder, RemittanceLine, Shipment
from twiza.delivery.states import CashStatus
from twiza.delivery.terms import MATCHED, NOTHING
from twiza.kernel.money import CURRENCY
from twiza.kernel.numbers import normalise_number


def look_at_lines(carrier_code: str, lines: Sequence[RemittanceLine], others: Mapping[int, str] | None = None) -> None:
    """Set `shipment` and `standing` of each line, in the order of the slip. Two SQL queries a thousand lines.

    A parcel is known by its number, its reference or its tracking number; `others` holds a second number by row.
    """
    words = {line.row: [w for w in (line.typed, (others or {}).get(line.row, "")) if w] for line in lines}
    found = _parcels(carrier_code, {word for typed in words.values() for word in typed})
    cash = {row.shipment_id: row for row in _cash([s.pk for several in found.values() for s in several])}
    seen: set[int] = set()
    for line in lines:
        several = next((found[key_of(word)] for word in words[line.row] if found.get(key_of(word))), [])
        line.shipment = several[0] if len(several) == 1 else None
        line.standing = _standing(carrier_code, line, several, cash, seen)
        if line.shipment is not None and line.standing not in ("other_currency", "other_carrier"):
            seen.add(line.shipment.pk)


def _standing(
    carrier_code: str, line: RemittanceLine, several: list[Shipment], cash: Mapping[int, Cash], seen: set[int]
) -> str:
    if line.currency != CURRENCY:
        return "other_currency"
    if line.shipment is None:
        return "several_parcels" if several else "unknown_parcel"
    if line.shipment.carrier_id != carrier_code:
        return "other_carrier"
    if line.shipment.pk in seen:
        return "double_line"
    due = cash.get(line.shipment.pk)
    if due is None or due.status == CashStatus.NOT_DUE:
        return "no_cash_due" if line.centimes else NOTHING
    if due.status == CashStatus.TO_COLLECT:
        return "not_collected" if line.centimes else NOTHING
    if due.holder == Holder.COOPERATIVE:
        return "own_cash"
    if due.status == CashStatus.REMITTED:
        return "already_remitted"
    return MATCHED if line.centimes == due.due_centimes else "wrong_amount"


def _cash(shipments: list[int]) -> list[Cash]:
    return [
        row
        for start in range(0, len(shipments), 500)
        for row in Cash.objects.filter(shipment__in=shipments[start : start + 500])
    ]


def _parcels(carrier_code: str, typed: set[str]) -> dict[str, list[Shipment]]:
    """By key: a parcel's own number or reference first, then a tracking number, which this carrier's parcels share
    with nobody else's where both have it."""
    own: dict[str, list[Shipment]] = {}
    tracked: dict[str, list[Shipment]] = {}
    found: dict[int, Shipment] = {}  # each once, though it may be known by words of two steps
    words = sorted(typed)
    for start in range(0, len(words), 200):
        some = words[start : start + 200]
        exact = {form for word in some for form in (word, word.upper(), word.lower(), word.replace(" ", ""))}
        numbers = {number for word in some if (number := normalise_number(word))}
        rows = Shipment.objects.filter(Q(number__in=numbers) | Q(reference__in=exact) | Q(tracking__in=exact))
        found |= {row.pk: row for row in rows}
    for _pk, row in sorted(found.items()):
        for key in {key_of(row.number), key_of(row.reference)}:
            own.setdefault(key, []).append(row)
        if row.tracking:
            tracked.setdefault(key_of(row.tracking), []).append(row)
    for key, rows_ in tracked.items():
        own.setdefault(key, [row for row in rows_ if row.carrier_id == carrier_code] or rows_)
    return own
