"""The same invoice as UBL 2.1, against the OASIS schemas."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from tests.make.invoicing import a_credit_note, a_line, an_invoice
from twiza.invoicing.adapters.ubl import invoice_xml
from twiza.invoicing.api import Buyer, Invoice, set_tax_identity

SCHEMAS = Path(__file__).parent / "ubl-2.1.zip"
NAMES = {
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
}


@cache
def schema(folder: Path, document: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(folder / "maindoc" / f"UBL-{document}-2.1.xsd"))


@pytest.fixture(scope="session")
def schemas(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ubl")
    with zipfile.ZipFile(SCHEMAS) as packed:
        packed.extractall(folder)
    return folder


def checked(folder: Path, paper: Invoice, document: str) -> etree._Element:
    root = etree.fromstring(invoice_xml(Invoice.objects.get(pk=paper.pk)))
    schema(folder, document).assertValid(root)
    return root


def centimes(root: etree._Element, path: str) -> list[int]:
    found = root.findall(path, NAMES)
    assert all(element.get("currencyID") == "MAD" for element in found)
    return [round(float(element.text) * 100) for element in found]


@pytest.fixture
def paper(tifawin, fatima, now) -> Invoice:
    set_tax_identity(
        cooperative_id=tifawin.pk, tax_number="40123456", business_tax_number="45012345", by=fatima, now=now
    )
    return an_invoice(
        tifawin.pk,
        a_line(33_33, 3),
        a_line(11_11, 7),
        a_line(80_00, 1, 1000, names={"ar": "أملو < & >", "fr": "Amlou\x07"}),
        a_line(35_00, 3, 0),
        fees=(("delivery", 35_00), ("cash_fee", 10_00)),
        buyer=Buyer(name="Société des terroirs", lines=("Marrakech",), ice="001561191000066"),
        order_number="TW-4K7Q2MX",
    )


def test_an_invoice_is_valid_and_adds_up(schemas, paper):
    root = checked(schemas, paper, "Invoice")
    assert root.findtext("cbc:ID", namespaces=NAMES) == paper.number
    supplier = root.find("cac:AccountingSupplierParty/cac:Party", NAMES)
    assert supplier.findtext("cac:PartyIdentification/cbc:ID", namespaces=NAMES) == paper.seller["ice"]
    assert supplier.findtext("cac:PartyTaxScheme/cbc:CompanyID", namespaces=NAMES) == "40123456"
    assert supplier.find("cac:AgentParty", NAMES) is not None
    buyer = root.find("cac:AccountingCustomerParty/cac:Party", NAMES)
    assert buyer.findtext("cac:PartyIdentification/cbc:ID", namespaces=NAMES) == "001561191000066"
    lines = centimes(root, "cac:InvoiceLine/cbc:LineExtensionAmount")
    assert (len(lines), sum(lines)) == (4, paper.net_centimes)
    assert sum(centimes(root, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount")) == paper.vat_centimes
    assert centimes(root, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount") == [paper.total_centimes]
    assert centimes(root, "cac:LegalMonetaryTotal/cbc:PayableAmount") == [0]
    reasons = {e.text for e in root.findall(".//cbc:TaxExemptionReason", NAMES)}
    assert reasons == {"CGI art. 91"}


def test_a_credit_note_is_valid_and_names_its_invoice(schemas, paper):
    note = a_credit_note(paper, a_line(33_33), fees=(("delivery", 5_00),))
    root = checked(schemas, note, "CreditNote")
    back = root.find("cac:BillingReference/cac:InvoiceDocumentReference", NAMES)
    assert back.findtext("cbc:ID", namespaces=NAMES) == paper.number
    assert centimes(root, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount") == [38_33]


def test_a_credit_note_of_fees_alone_is_valid(schemas, paper):
    note = a_credit_note(paper, lines=(), fees=(("delivery", 5_00),), paid_by=(("cash", 5_00),))
    checked(schemas, note, "CreditNote")


def test_a_bare_receipt_and_an_exempt_cooperative_are_valid(schemas, atlas, now):
    set_tax_identity(cooperative_id=atlas.pk, exempt_since=now.date(), by=None, now=now)
    seller = {"names": {"fr": "Coopérative Atlas"}}
    paper = an_invoice(atlas.pk, kind="receipt", seller=seller, buyer=Buyer(name="Client"), place="Asni")
    root = checked(schemas, paper, "Invoice")
    assert root.findtext(".//cbc:TaxExemptionReason", namespaces=NAMES) == "CGI art. 91-IV-1°"
