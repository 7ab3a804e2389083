"""Papers as pages list them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from twiza.invoicing.models import Invoice, Paper
from twiza.invoicing.terms.words import KIND_WORDS

MEDIA_TYPES = {"pdf": "application/pdf", "xml": "application/xml"}
PAGE = 30


def wanted_papers(invoice: Invoice) -> list[tuple[str, str]]:
    """(form, language) of each paper that it is set as."""
    languages = dict.fromkeys((invoice.language, "ar", "fr"))
    return [*((Paper.Form.PDF.value, language) for language in languages), (Paper.Form.XML.value, "")]


@dataclass(frozen=True, slots=True)
class InvoiceCard:
    """One line of a list; amounts in centimes. `languages` are those of its PDF."""

    invoice_id: int
    number: str
    reference: str
    kind: str
    label: Any
    cooperative_id: int | None
    client_id: int | None
    issued_on: date
    sold_on: date
    buyer_name: str
    order_number: str
    credits_number: str
    net_centimes: int
    vat_centimes: int
    fees_centimes: int
    total_centimes: int
    credited_centimes: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InvoicePage:
    items: list[InvoiceCard]
    next: int | None  # give it as `after`


def card_of(row: Invoice) -> InvoiceCard:
    return InvoiceCard(
        invoice_id=row.pk,
        number=row.number,
        reference=row.reference,
        kind=row.kind,
        label=KIND_WORDS[row.kind],
        cooperative_id=row.cooperative_id,
        client_id=row.client_id,
        issued_on=row.issued_on,
        sold_on=row.sold_on,
        buyer_name=row.buyer["name"],
        order_number=row.order_number,
        credits_number=row.credits.number if row.credits else "",
        net_centimes=row.net_centimes,
        vat_centimes=row.vat_centimes,
        fees_centimes=row.fees_centimes,
        total_centimes=row.total_centimes,
        credited_centimes=row.credited_centimes,
        languages=tuple(language for form, language in wanted_papers(row) if form == "pdf"),
    )


def _rows() -> QuerySet[Invoice]:
    return Invoice.objects.select_related("credits")


def invoices_of_cooperative(
    cooperative_id: int, *, after: int | None = None, kind: str = "", received: bool = False
) -> InvoicePage:
    """What a cooperative issued (or, `received`, what the platform issued to it), newest first."""
    rows = _rows().filter(client_id=cooperative_id) if received else _rows().filter(cooperative_id=cooperative_id)
    return _page(rows, after, kind)


def invoices_of_platform(*, after: int | None = None, kind: str = "") -> InvoicePage:
    return _page(_rows().filter(cooperative=None), after, kind)


def _page(rows: QuerySet[Invoice], after: int | None, kind: str) -> InvoicePage:
    if kind:
        rows = rows.filter(kind=kind)
    if after:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return InvoicePage([card_of(row) for row in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else None)


def papers_of(references: Sequence[str]) -> dict[str, list[InvoiceCard]]:
    """By reference, the paper issued under it and the credit notes that refer to it, oldest first. One query."""
    found: dict[str, list[InvoiceCard]] = {reference: [] for reference in references}
    rows = _rows().filter(Q(reference__in=references) | Q(credits__reference__in=references)).order_by("pk")
    for row in rows:
        reference = row.credits.reference if row.credits and row.credits.reference in found else row.reference
        found[reference].append(card_of(row))
    return found


def invoice_by_reference(reference: str) -> Invoice | None:
    """The paper itself, for who issues a credit note on it."""
    return Invoice.objects.filter(reference=reference).first()


def commission_papers(cooperative_id: int) -> list[Invoice]:
    """What the platform issued to a cooperative, newest first."""
    return list(Invoice.objects.filter(cooperative=None, client_id=cooperative_id).order_by("-pk"))


def invoices_of_reference(reference: str) -> list[InvoiceCard]:
    return papers_of([reference])[reference]


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One paper at one rate, for sales and VAT journals; a credit note's amounts are negative.

    The fees stand on the row of the first rate. `basis_points` is None where a paper has fees alone.
    """

    day: date
    number: str
    kind: str
    buyer_name: str
    cooperative_id: int | None
    client_id: int | None
    vat_class: str
    basis_points: int | None
    net_centimes: int
    vat_centimes: int
    fees_centimes: int

    @property
    def total_centimes(self) -> int:
        return self.net_centimes + self.vat_centimes + self.fees_centimes


def journal_rows(*, since: date, until: date, cooperative_id: int | None = None) -> list[JournalRow]:
    """Papers issued in a period (both days in it) by a cooperative, or by the platform where there is none; by day."""
    rows = Invoice.objects.filter(issued_on__range=(since, until))
    rows = rows.filter(cooperative=None) if cooperative_id is None else rows.filter(cooperative_id=cooperative_id)
    found = []
    for row in rows.order_by("issued_on", "pk").iterator():
        sign = -1 if row.kind == "credit_note" else 1
        rates = row.vat or [{"class": "", "basis_points": None, "net": 0, "vat": 0}]
        for place, rate in enumerate(rates):
            found.append(
                JournalRow(
                    day=row.issued_on,
                    number=row.number,
                    kind=row.kind,
                    buyer_name=row.buyer["name"],
                    cooperative_id=row.cooperative_id,
                    client_id=row.client_id,
                    vat_class=rate["class"],
                    basis_points=rate["basis_points"],
                    net_centimes=sign * rate["net"],
                    vat_centimes=sign * rate["vat"],
                    fees_centimes=sign * row.fees_centimes if place == 0 else 0,
                )
            )
    return found
