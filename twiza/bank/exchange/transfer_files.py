"""A released batch as the files banks take: CSV, and ISO 20022 pain.001 in its versions 001.03 and 001.09."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC
from xml.etree import ElementTree as ET

from anyascii import anyascii

from twiza.bank.models import Batch, Transfer
from twiza.bank.queries.accounts import Account, account
from twiza.bank.states import BatchStatus, Status
from twiza.bank.terms.refusals import NothingToSend, NotReleased
from twiza.bank.terms.rib import iban_of
from twiza.kernel.money import CURRENCY
from twiza.kernel.periods import day_of
from twiza.plumbing.sheets.cells import guard

_UNFIT = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")  # the letters that every bank takes (EPC217-08, Latin set)


def batch_csv(batch: Batch) -> bytes:
    """One row a transfer: reference, RIB, payee, amount in dirhams with a decimal comma, subject. UTF-8 with its mark.

    Refuses a batch that nobody released.
    """
    rows = _rows(batch)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Référence", "RIB bénéficiaire", "Bénéficiaire", "Montant", "Devise", "Motif"])
    for row in rows:
        amount = f"{row.amount_centimes // 100},{row.amount_centimes % 100:02d}"
        cells = (row.reference, row.rib, row.payee_name, amount, CURRENCY, row.subject)
        writer.writerow([guard(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def batch_pain001(batch: Batch) -> bytes:
    """The batch as pain.001: one payment block, control sum, the transfer's reference as end-to-end id.

    Names are put into the Latin letters that every bank takes. Refuses a batch that nobody released.
    """
    rows = _rows(batch)
    ours = account(batch.account)
    newer = ours.writes.endswith(".09")
    root = ET.Element("Document", xmlns=f"urn:iso:std:iso:20022:tech:xsd:{ours.writes}")
    message = ET.SubElement(root, "CstmrCdtTrfInitn")
    total = _amount(sum(row.amount_centimes for row in rows))
    head = ET.SubElement(message, "GrpHdr")
    _text(head, "MsgId", batch.number)
    assert batch.released_at is not None
    _text(head, "CreDtTm", batch.released_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _text(head, "NbOfTxs", str(len(rows)))
    _text(head, "CtrlSum", total)
    _text(ET.SubElement(head, "InitgPty"), "Nm", _latin(ours.holder, 70))
    block = ET.SubElement(message, "PmtInf")
    _text(block, "PmtInfId", f"{batch.number}-1")
    _text(block, "PmtMtd", "TRF")
    _text(block, "BtchBookg", "false")  # one debit a transfer: each is then found on the statement
    _text(block, "NbOfTxs", str(len(rows)))
    _text(block, "CtrlSum", total)
    when = day_of(batch.released_at).isoformat()
    if newer:
        _text(ET.SubElement(block, "ReqdExctnDt"), "Dt", when)
    else:
        _text(block, "ReqdExctnDt", when)
    _text(ET.SubElement(block, "Dbtr"), "Nm", _latin(ours.holder, 70))
    _account(ET.SubElement(block, "DbtrAcct"), ours, ours.rib)
    agent = ET.SubElement(ET.SubElement(block, "DbtrAgt"), "FinInstnId")
    if ours.bic:
        _text(agent, "BICFI" if newer else "BIC", ours.bic)
    else:
        _text(ET.SubElement(agent, "Othr"), "Id", "NOTPROVIDED")
    _text(block, "ChrgBr", "SLEV")
    for row in rows:
        one = ET.SubElement(block, "CdtTrfTxInf")
        _text(ET.SubElement(one, "PmtId"), "EndToEndId", row.reference)
        amount = ET.SubElement(ET.SubElement(one, "Amt"), "InstdAmt", Ccy=CURRENCY)
        amount.text = _amount(row.amount_centimes)
        _text(ET.SubElement(one, "Cdtr"), "Nm", _latin(row.payee_name, 70))
        _account(ET.SubElement(one, "CdtrAcct"), ours, row.rib)
        _text(ET.SubElement(one, "RmtInf"), "Ustrd", _latin(f"{row.reference} {row.subject}", 140))
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _rows(batch: Batch) -> list[Transfer]:
    """What the bank shall pay; what failed since is in no file any more."""
    if batch.status not in (BatchStatus.RELEASED, BatchStatus.SENT):
        raise NotReleased()
    rows = list(batch.transfers.exclude(status__in=[Status.FAILED, Status.PARKED]).order_by("pk"))
    if not rows:
        raise NothingToSend()
    return rows


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _account(parent: ET.Element, ours: Account, rib: str) -> None:
    number = ET.SubElement(parent, "Id")
    if ours.by_rib:
        _text(ET.SubElement(number, "Othr"), "Id", rib)
    else:
        _text(number, "IBAN", iban_of(rib))


def _amount(centimes: int) -> str:
    return f"{centimes // 100}.{centimes % 100:02d}"


def _latin(text: str, most: int) -> str:
    """In Latin letters, without what a bank would refuse; never empty."""
    return " ".join(_UNFIT.sub(" ", anyascii(text)).split())[:most].strip() or "-"
