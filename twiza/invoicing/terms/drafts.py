"""What an invoice is made of: drafts, kinds, numbers, VAT inside a price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

PLATFORM = "platform"  # the issuer of commission invoices; a cooperative is "cooperative:12"


class Kind(models.TextChoices):
    INVOICE = "invoice"
    RECEIPT = "receipt"  # of a sale that the cooperative wrote down itself
    CREDIT_NOTE = "credit_note"


LETTERS = {Kind.INVOICE: "F", Kind.RECEIPT: "R", Kind.CREDIT_NOTE: "A"}  # facture, reçu, avoir


def number_of(*, kind: str, issuer: str, year: int, seq: int) -> str:
    """`F12-2026-00001`: letter of the kind, cooperative (TW is the platform), year, place in the series."""
    code = "TW" if issuer == PLATFORM else issuer.removeprefix("cooperative:")
    return f"{LETTERS[Kind(kind)]}{code}-{year}-{seq:05d}"


@dataclass(frozen=True, kw_only=True)
class Buyer:
    """`lines` is the address as printed; `ice` is given by a business alone."""

    name: str
    lines: tuple[str, ...] = ()
    ice: str = ""


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """`total_centimes` has its VAT inside. `vat_centimes` is given where it was fixed before (commission), else it is
    what the rate says of the sum of all lines of that rate."""

    names: Mapping[str, str]
    quantity: int
    price_centimes: int
    total_centimes: int
    vat_class: str
    vat_basis_points: int
    details: Mapping[str, str] = field(default_factory=dict)  # by language: what one holds, a size, a period
    code: str = ""  # the seller's own (SKU)
    vat_centimes: int | None = None


@dataclass(frozen=True, kw_only=True)
class InvoiceDraft:
    """What `issue_invoice` makes a paper of. `reference` is the idempotency key.

    `seller` is `cooperatives.api.seller_terms` as frozen with the order; with no `cooperative_id` the platform sells,
    and `client_id` is the cooperative that buys (commission). `fees` are (code, centimes) beside the goods:
    "delivery", "cash_fee"; they are money for who carries. `paid_by` is (way, centimes): "cash", "transfer", "card" …
    `credits` is the reference of the invoice that a credit note takes back.
    """

    reference: str
    kind: str
    cooperative_id: int | None
    seller: Mapping[str, Any]
    buyer: Buyer
    language: str
    sold_on: date
    lines: Sequence[DraftLine]
    delivered_on: date | None = None
    place: str = ""
    fees: Sequence[tuple[str, int]] = ()
    paid_by: Sequence[tuple[str, int]] = ()
    credits: str = ""
    reason: str = ""
    order_number: str = ""
    client_id: int | None = None
    is_sample: bool = False

    @property
    def issuer(self) -> str:
        return PLATFORM if self.cooperative_id is None else f"cooperative:{self.cooperative_id}"

    @property
    def total_centimes(self) -> int:
        return sum(line.total_centimes for line in self.lines) + sum(centimes for _code, centimes in self.fees)


def vat_inside(centimes: int, basis_points: int) -> int:
    """The VAT inside a price that has it included, to the nearest centime: 120,00 at 20 % holds 20,00."""
    whole = 10_000 + basis_points
    return (2 * centimes * basis_points + whole) // (2 * whole)


@dataclass(frozen=True, slots=True)
class VatRow:
    """What is sold at one rate: `net + vat = gross`, exactly."""

    vat_class: str
    basis_points: int
    net: int
    vat: int
    gross: int


def vat_rows(
    lines: Iterable[DraftLine], taken: Mapping[tuple[str, int], tuple[int, int]] | None = None
) -> list[VatRow]:
    """VAT by class and rate, highest rate first.

    `taken` is (gross, VAT) by class and rate that credit notes took back before: the VAT of the next one is such
    that the last one brings it to the invoice's.
    """
    gross: dict[tuple[str, int], int] = {}
    fixed: dict[tuple[str, int], int] = {}
    free: dict[tuple[str, int], int] = {}
    for line in lines:
        key = (line.vat_class, line.vat_basis_points)
        gross[key] = gross.get(key, 0) + line.total_centimes
        if line.vat_centimes is None:
            free[key] = free.get(key, 0) + line.total_centimes
        else:
            fixed[key] = fixed.get(key, 0) + line.vat_centimes
    rows = []
    for key in sorted(gross, key=lambda k: (-k[1], k[0])):
        before, vat_before = (taken or {}).get(key, (0, 0))
        vat = fixed.get(key, 0)
        if key in free:
            vat += vat_inside(before + free[key], key[1]) - vat_before
        rows.append(VatRow(*key, net=gross[key] - vat, vat=vat, gross=gross[key]))
    return rows
