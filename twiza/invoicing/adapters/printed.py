"""An invoice as a page: what 31-08 art. 4, CGI art. 145 and 112-12 art. 12 want seen, in the reader's language."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from twiza.invoicing.adapters import SHEETS
from twiza.invoicing.models import Invoice
from twiza.invoicing.terms.drafts import Kind
from twiza.invoicing.terms.spelled import spelled
from twiza.invoicing.terms.words import FEE_WORDS, KIND_WORDS, WAY_WORDS
from twiza.kernel.say import dirhams, exact, in_day, isolated, own_way, percent, phone
from twiza.kernel.text import pick
from twiza.law.api import rule
from twiza.plumbing.typesetter import typeset

Row = tuple[str, str]
_PHONE = re.compile(r"\+?\d[\d .-]{4,}\d")  # several groups of digits: an Arabic line would turn their order


def invoice_pdf(invoice: Invoice, language: str) -> bytes:
    """The page, A4, as it is set once and archived."""
    with override(language):
        return typeset(SHEETS / "invoice.typ", _data(invoice, language))


def _data(invoice: Invoice, language: str) -> dict[str, Any]:
    title = str(KIND_WORDS[invoice.kind])
    return {
        "language": language,
        "is_sample": invoice.is_sample or bool(invoice.platform.get("is_sample")),
        "number": invoice.number,
        "words": {
            "title": title,
            "number": pgettext("paper", "No."),
            "sample": _("Sample: invented names and numbers. This paper has no value."),
            "seller": pgettext("paper", "Seller"),
            "buyer": pgettext("paper", "Buyer"),
            "carried": _("Carried forward"),
            "carry": _("To carry forward"),
            "in_words": _("In words:"),
        },
        "seller": pick(invoice.seller["names"], language),
        "seller_facts": party_facts(invoice.seller, company=invoice.cooperative_id is None),
        "buyer": invoice.buyer["name"],
        "buyer_facts": _buyer(invoice),
        "facts": _facts(invoice, language),
        "head": [
            pgettext("paper", "Service") if invoice.cooperative_id is None else pgettext("paper", "Goods"),
            pgettext("paper", "Quantity"),
            _("Unit price, VAT included (DH)"),
            pgettext("paper", "VAT"),
            _("Total, VAT included (DH)"),
        ],
        "lines": [_line(line, language) for line in invoice.lines],
        "running": [exact(sum_, language) for sum_ in accumulate(line["total"] for line in invoice.lines)],
        "goods": (_("Total of the lines"), exact(invoice.net_centimes + invoice.vat_centimes, language)),
        "vat_head": [
            pgettext("paper", "VAT"),
            _("Before VAT (DH)"),
            _("Amount of VAT (DH)"),
            _("VAT included (DH)"),
        ],
        "vat": [_vat(row, language) for row in invoice.vat],
        "sums": [
            (_("Total before VAT"), exact(invoice.net_centimes, language)),
            (pgettext("paper", "VAT"), exact(invoice.vat_centimes, language)),
            *((str(FEE_WORDS[code]), exact(centimes, language)) for code, centimes in invoice.fees),
        ],
        "total": (_total_word(invoice), dirhams(invoice.total_centimes, language)),
        "in_words": spelled(invoice.total_centimes, language),
        "notes": _notes(invoice, language),
    }


def _total_word(invoice: Invoice) -> str:
    if invoice.kind == Kind.CREDIT_NOTE:
        return _("Total given back, everything included")
    return _("Total, everything included")


def party_facts(party: dict[str, Any], *, company: bool = False) -> list[Row]:
    """Seat, register, tax numbers: only those that were given. A company is in the trade register."""
    numbers = ("registration_number", "ice", "tax_number", "business_tax_number")
    code = {name: isolated(party[name]) if party.get(name) else "" for name in numbers}
    rows = [
        (pgettext("paper", "Seat"), own_way(party.get("seat", ""))),
        (_("Trade register") if company else _("Registered at"), own_way(party.get("court", ""))),
        (_("Register number"), code["registration_number"]),
        (pgettext("paper", "ICE"), code["ice"]),
        (_("Tax number (IF)"), code["tax_number"]),
        (_("Business tax (TP)"), code["business_tax_number"]),
        (pgettext("paper", "Phone"), isolated(phone(party["phone"])) if party.get("phone") else ""),
        (pgettext("paper", "E-mail"), isolated(party["email"]) if party.get("email") else ""),
    ]
    return [row for row in rows if row[1]]


def _buyer(invoice: Invoice) -> list[str]:
    ice = [f"{pgettext('paper', 'ICE')} {isolated(invoice.buyer['ice'])}"] if invoice.buyer["ice"] else []
    return [*(own_way(_PHONE.sub(_as_phone, line)) for line in invoice.buyer["lines"]), *ice]


def _as_phone(found: re.Match[str]) -> str:
    return isolated(found[0])


def _facts(invoice: Invoice, language: str) -> list[Row]:
    rows = [(pgettext("paper", "Issued on"), in_day(invoice.issued_on, language))]
    if invoice.credits:
        back = _("%(number)s of %(day)s") % {
            "number": isolated(invoice.credits.number),
            "day": in_day(invoice.credits.issued_on, language),
        }
        rows += [(_("Takes back of invoice"), back), (pgettext("paper", "Reason"), own_way(invoice.reason))]
    rows += [
        (pgettext("paper", "Order"), isolated(invoice.order_number) if invoice.order_number else ""),
        (_("Sold on"), in_day(invoice.sold_on, language)),
        (_("Delivered on"), in_day(invoice.delivered_on, language) if invoice.delivered_on else ""),
        (pgettext("paper", "Place"), own_way(invoice.place)),
        *(
            (
                _("Paid back") if invoice.kind == Kind.CREDIT_NOTE else pgettext("paper", "Paid"),
                _paid(way, centimes, language),
            )
            for way, centimes in invoice.paid_by
        ),
    ]
    return [row for row in rows if row[1]]


def _paid(way: str, centimes: int, language: str) -> str:
    return _("%(way)s: %(amount)s") % {"way": WAY_WORDS.get(way, way), "amount": dirhams(centimes, language)}


def _rate(vat_class: str, basis_points: int, language: str) -> str:
    return percent(basis_points, language) if basis_points else pgettext("paper", "exempt")


def _line(line: dict[str, Any], language: str) -> dict[str, str]:
    marks = [pick(line["details"], language) if line["details"] else "", isolated(line["code"]) if line["code"] else ""]
    return {
        "name": pick(line["names"], language),
        "detail": " · ".join(mark for mark in marks if mark),
        "quantity": isolated(str(line["quantity"])),
        "price": exact(line["price"], language),
        "vat": _rate(line["vat_class"], line["vat_basis_points"], language),
        "total": exact(line["total"], language),
    }


def _vat(row: dict[str, Any], language: str) -> list[str]:
    return [
        _rate(row["class"], row["basis_points"], language),
        *(exact(row[name], language) for name in ("net", "vat", "gross")),
    ]


def exemptions(invoice: Invoice) -> list[str]:
    """The rules that make a line of it exempt."""
    found = {line["vat_class"] for line in invoice.lines if not line["vat_basis_points"]}
    return [
        name
        for vat_class, name in (("cooperative", "trade.vat_exempt_cooperative"), ("exempt", "trade.vat_exempt"))
        if vat_class in found
    ]


def _notes(invoice: Invoice, language: str) -> list[str]:
    notes = []
    for name in exemptions(invoice):
        law = rule(name, on=invoice.issued_on)
        article = _("General Tax Code, art. %(article)s") % {"article": isolated(law.article)}
        notes.append(f"{law.sentence[language]} ({article})")
    if invoice.fees:
        notes.append(_("Delivery goes whole to whoever carries the parcel; no VAT is counted in it here."))
    if invoice.cooperative_id is not None:
        platform = invoice.platform
        about = " · ".join(f"{label} {text}" for label, text in party_facts(platform, company=True))
        notes.append(
            _("Sold by the cooperative named above, through the market kept by %(name)s, which is not the seller.")
            % {"name": pick(platform["names"], language)}
            + f" {about}"
        )
    return notes
