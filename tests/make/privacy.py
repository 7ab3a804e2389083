"""Makers of privacy, through the doors."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from django.apps import apps
from django.conf import settings

from tests.conftest import NOW
from tests.make.ordering import a_carrier, contact, only_part
from tests.make.settlement import Seller, a_settled_seller, an_order, hear_all, pay_by_transfer, receive
from twiza.invoicing.actions.keep_papers import keep_papers
from twiza.invoicing.api import invoices_of_reference
from twiza.ordering import api as ordering
from twiza.ordering.actions.keep_confirmation import keep_confirmation
from twiza.people.api import Person
from twiza.plumbing.api import list_letters
from twiza.settlement.api import invoice_reference

EMAIL = "salma.bennani@example.ma"


def a_finished_order(manager: Person, person: Person | None = None, *, way: str = "transfer") -> ordering.Order:
    """Ordered with phone and e-mail, paid, received, invoiced; its confirmation and letters were sent."""
    a_carrier()
    seller: Seller = a_settled_seller(manager)
    order = an_order({seller.variants[0].pk: 1}, way=way, contact=contact(email=EMAIL))
    ordering.Order.objects.filter(pk=order.pk).update(person=person)
    order.refresh_from_db()
    keep_confirmation(order_id=order.pk, now=NOW)
    if way == "transfer":
        pay_by_transfer(order)
        hear_all()
    receive(only_part(order), seller)
    hear_all()
    (paper,) = invoices_of_reference(invoice_reference(only_part(order).number))
    keep_papers(invoice_id=paper.invoice_id, now=NOW)
    order.refresh_from_db()
    return order


def code_sent_to(to: str) -> str:
    """The six digits of the newest letter with a code."""
    letter = next(card for card in list_letters(to=to, kind="people.code").items)
    return re.findall(r"\b\d{6}\b", letter.text)[0]


def where_it_stands(*words: str) -> set[tuple[str, str]]:
    """Every table and every stored file of the whole database and disk that holds one of these words."""
    found = set()
    for model in apps.get_models():
        for row in model._default_manager.values():
            text = str(row)
            found |= {(model._meta.label, word) for word in words if word in text}
    for root in (settings.PRIVATE_ROOT, settings.MEDIA_ROOT):
        for path in Path(root).rglob("*"):
            if path.is_file():
                text = _text_of(path)
                found |= {("file", word) for word in words if word in text}
    return found


def _text_of(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        return _pdf_text(path)
    return data.decode("utf-8", "ignore")


def _pdf_text(path: Path) -> str:
    """By pdftotext; a machine without it reads the bytes alone."""
    if not (tool := shutil.which("pdftotext")):
        return path.read_bytes().decode("latin-1")
    return subprocess.run([tool, str(path), "-"], capture_output=True, text=True, check=True).stdout
