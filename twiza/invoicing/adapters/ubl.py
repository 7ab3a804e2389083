"""An invoice as UBL 2.1 (OASIS): Invoice-2, or CreditNote-2. The elements stand in the schema's own order."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from twiza.invoicing.adapters.printed import exemptions
from twiza.invoicing.models import Invoice
from twiza.invoicing.terms.drafts import Kind
from twiza.invoicing.terms.words import FEE_WORDS, WAY_CODES
from twiza.kernel.money import CURRENCY, Money
from twiza.kernel.text import pick
from twiza.law.api import rule

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CBC, CAC = f"{{{UBL}CommonBasicComponents-2}}", f"{{{UBL}CommonAggregateComponents-2}}"
register_namespace("cbc", CBC[1:-1])
register_namespace("cac", CAC[1:-1])


def invoice_xml(invoice: Invoice) -> bytes:
    """The document. Sums are before VAT, as UBL wants them; a line's share of it is to the centime."""
    credit = invoice.kind == Kind.CREDIT_NOTE
    name = "CreditNote" if credit else "Invoice"
    register_namespace("", f"{UBL}{name}-2")
    root = Element(f"{{{UBL}{name}-2}}{name}")
    _put(root, "UBLVersionID", "2.1")
    _put(root, "ID", invoice.number)
    _put(root, "IssueDate", invoice.issued_on.isoformat())
    if credit:
        _put(root, "TaxPointDate", invoice.sold_on.isoformat())
    _put(root, "CreditNoteTypeCode" if credit else "InvoiceTypeCode", "381" if credit else "380")
    for language, text in _notes(invoice):
        _put(root, "Note", text, languageID=language)
    if not credit:
        _put(root, "TaxPointDate", invoice.sold_on.isoformat())
    _put(root, "DocumentCurrencyCode", CURRENCY)
    if credit and invoice.reason:
        _put(_add(root, "DiscrepancyResponse"), "Description", invoice.reason)
    if invoice.order_number:
        _put(_add(root, "OrderReference"), "ID", invoice.order_number)
    if invoice.credits:
        back = _add(_add(root, "BillingReference"), "InvoiceDocumentReference")
        _put(back, "ID", invoice.credits.number)
        _put(back, "IssueDate", invoice.credits.issued_on.isoformat())
    _seller(root, invoice)
    _buyer(root, invoice)
    if invoice.delivered_on:
        _put(_add(root, "Delivery"), "ActualDeliveryDate", invoice.delivered_on.isoformat())
    for way, _centimes in invoice.paid_by:
        _put(_add(root, "PaymentMeans"), "PaymentMeansCode", WAY_CODES.get(way, "1"))
    for code, centimes in invoice.fees:
        fee = _add(root, "AllowanceCharge")
        _put(fee, "ChargeIndicator", "true")
        _put(fee, "AllowanceChargeReason", str(FEE_WORDS[code]))
        _money(fee, "Amount", centimes)
        _category(fee, "TaxCategory", "fee", 0, invoice)
    _tax(root, invoice)
    _totals(root, invoice)
    for place, (line, net) in enumerate(zip(invoice.lines, _nets(invoice), strict=True), 1):
        _line(root, name, place, line, net, invoice)
    if not invoice.lines:  # fees alone given back: the schema wants a line, worth nothing
        _line(root, name, 1, _NOTHING, 0, invoice)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


_NOTHING = {
    "names": {"fr": "Frais", "ar": "مصاريف"},
    "details": {},
    "code": "",
    "quantity": 1,
    "vat_class": "fee",
    "vat_basis_points": 0,
}


def _put(parent: Element, name: str, text: str, **attributes: str) -> Element:
    made = SubElement(parent, CBC + name, attributes)
    made.text = _sound(text)
    return made


def _add(parent: Element, name: str) -> Element:
    return SubElement(parent, CAC + name)


def _sound(text: str) -> str:
    """Without the signs that XML 1.0 has no place for."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff" and c < "\ufffe"))


def _money(parent: Element, name: str, centimes: int) -> None:
    _put(parent, name, str(Money(centimes)), currencyID=CURRENCY)


def _notes(invoice: Invoice) -> list[tuple[str, str]]:
    notes = []
    for name in exemptions(invoice):
        law = rule(name, on=invoice.issued_on)
        notes += [(language, f"{law.sentence[language]} (CGI art. {law.article})") for language in ("ar", "fr")]
    return notes


def _party(parent: Element, party: Mapping[str, Any]) -> Element:
    made = _add(parent, "Party")
    if party.get("ice"):
        _put(_add(made, "PartyIdentification"), "ID", party["ice"], schemeID="ICE")
    names = {code: name for code, name in party["names"].items() if name}
    for code, name in names.items():
        _put(_add(made, "PartyName"), "Name", name, languageID=code)
    _address(made, [party["seat"]] if party.get("seat") else [])
    if party.get("tax_number"):
        tax = _add(made, "PartyTaxScheme")
        _put(tax, "CompanyID", party["tax_number"], schemeID="IF")
        _scheme(tax)
    legal = _add(made, "PartyLegalEntity")
    _put(legal, "RegistrationName", pick(names, "fr"))
    if party.get("registration_number"):
        _put(legal, "CompanyID", party["registration_number"])
    if party.get("court"):
        _put(_add(legal, "CorporateRegistrationScheme"), "Name", party["court"])
    if party.get("phone") or party.get("email"):
        contact = _add(made, "Contact")
        for field, name in (("phone", "Telephone"), ("email", "ElectronicMail")):
            if party.get(field):
                _put(contact, name, party[field])
    return made


def _address(party: Element, lines: list[str]) -> None:
    address = _add(party, "PostalAddress")
    for line in lines:
        _put(_add(address, "AddressLine"), "Line", line)
    _put(_add(address, "Country"), "IdentificationCode", "MA")


def _seller(root: Element, invoice: Invoice) -> None:
    party = _party(_add(root, "AccountingSupplierParty"), invoice.seller)
    if invoice.cooperative_id is None:
        return
    agent = _add(party, "AgentParty")  # the market, which is not the seller
    if invoice.platform.get("ice"):
        _put(_add(agent, "PartyIdentification"), "ID", invoice.platform["ice"], schemeID="ICE")
    for code, name in invoice.platform["names"].items():
        _put(_add(agent, "PartyName"), "Name", name, languageID=code)


def _buyer(root: Element, invoice: Invoice) -> None:
    party = _add(_add(root, "AccountingCustomerParty"), "Party")
    if invoice.buyer["ice"]:
        _put(_add(party, "PartyIdentification"), "ID", invoice.buyer["ice"], schemeID="ICE")
    _put(_add(party, "PartyName"), "Name", invoice.buyer["name"])
    _address(party, invoice.buyer["lines"])


def _scheme(parent: Element) -> None:
    _put(_add(parent, "TaxScheme"), "ID", "VAT")


def _category(parent: Element, name: str, vat_class: str, basis_points: int, invoice: Invoice) -> None:
    """UN/ECE 5305: S standard, AA lower, E exempt, O outside VAT."""
    code = {"normal": "S", "reduced": "AA", "fee": "O"}.get(vat_class, "S" if basis_points else "E")
    made = _add(parent, name)
    _put(made, "ID", code)
    _put(made, "Percent", str(Decimal(basis_points) / 100))
    if code == "E":
        found = "trade.vat_exempt_cooperative" if vat_class == "cooperative" else "trade.vat_exempt"
        _put(made, "TaxExemptionReason", f"CGI art. {rule(found, on=invoice.issued_on).article}")
    _scheme(made)


def _tax(root: Element, invoice: Invoice) -> None:
    tax = _add(root, "TaxTotal")
    _money(tax, "TaxAmount", invoice.vat_centimes)
    rows = [(row["class"], row["basis_points"], row["net"], row["vat"]) for row in invoice.vat]
    if invoice.fees_centimes:
        rows.append(("fee", 0, invoice.fees_centimes, 0))
    for vat_class, basis_points, net, vat in rows:
        sub = _add(tax, "TaxSubtotal")
        _money(sub, "TaxableAmount", net)
        _money(sub, "TaxAmount", vat)
        _category(sub, "TaxCategory", vat_class, basis_points, invoice)


def _totals(root: Element, invoice: Invoice) -> None:
    paid = sum(centimes for _way, centimes in invoice.paid_by)
    totals = _add(root, "LegalMonetaryTotal")
    _money(totals, "LineExtensionAmount", invoice.net_centimes)
    _money(totals, "TaxExclusiveAmount", invoice.net_centimes + invoice.fees_centimes)
    _money(totals, "TaxInclusiveAmount", invoice.total_centimes)
    _money(totals, "ChargeTotalAmount", invoice.fees_centimes)
    _money(totals, "PrepaidAmount", paid)
    _money(totals, "PayableAmount", invoice.total_centimes - paid)


def _nets(invoice: Invoice) -> list[int]:
    """Each line's share of what its rate is worth before VAT: together exactly that."""
    nets = [0] * len(invoice.lines)
    for row in invoice.vat:
        mine = [
            i
            for i, line in enumerate(invoice.lines)
            if (line["vat_class"], line["vat_basis_points"]) == (row["class"], row["basis_points"])
        ]
        shares = Money(row["net"]).split([invoice.lines[i]["total"] for i in mine])
        for i, share in zip(mine, shares, strict=True):
            nets[i] = share.centimes
    return nets


def _line(root: Element, document: str, place: int, line: Mapping[str, Any], net: int, invoice: Invoice) -> None:
    made = _add(root, f"{document}Line")
    _put(made, "ID", str(place))
    quantity = "CreditedQuantity" if document == "CreditNote" else "InvoicedQuantity"
    _put(made, quantity, str(line["quantity"]), unitCode="C62")
    _money(made, "LineExtensionAmount", net)
    item = _add(made, "Item")
    for language, text in line["details"].items():
        _put(item, "Description", text, languageID=language)
    _put(item, "Name", pick(line["names"], "fr"))
    if line["code"]:
        _put(_add(item, "SellersItemIdentification"), "ID", line["code"])
    _category(item, "ClassifiedTaxCategory", line["vat_class"], line["vat_basis_points"], invoice)
    price = _add(made, "Price")
    _money(price, "PriceAmount", net)  # of `quantity` pieces: a price of one may have no whole centimes
    _put(price, "BaseQuantity", str(line["quantity"]), unitCode="C62")
