"""Statements as banks write them, and transfers; made through the bank's own front door. Invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count

from tests.conftest import NOW
from twiza.bank import api as bank
from twiza.people.api import Person

OURS = "999780000000000000012327"  # the account of the settings
RIB = "011519000001205000534921"  # SWIFT's own sample
OTHER_RIB = "310810101402900442310133"
_serial = count(1)


def a_transfer(*, by: Person, amount: int = 1_250_00, now: datetime = NOW, **fields) -> bank.Transfer:
    chosen = {
        "reference": f"PO-TEST{next(_serial)}",
        "payee_name": "تعاونية تيفاوين",
        "rib": RIB,
        "subject": "Versement du 16 novembre",
        "kind": "payout",
    } | fields
    return bank.queue_transfer(amount_centimes=amount, by=by, now=now, **chosen)


def released(transfers: Sequence[bank.Transfer], *, first: Person, second: Person, now: datetime = NOW) -> bank.Batch:
    return bank.release_transfers(
        references=[t.reference for t in transfers], composed_by=first, released_by=second, now=now
    )


def dirhams(centimes: int) -> str:
    return f"{abs(centimes) // 100},{abs(centimes) % 100:02d}"


def a_csv(*rows: tuple[date, str, int], opening: int | None = None, rib: str = OURS, encoding: str = "cp1252") -> bytes:
    """A French bank's export: a preamble, semicolons, decimal commas, debit and credit apart."""
    lines = ["Banque Exemple;;;", f"Compte RIB :;{rib[:3]} {rib[3:6]} {rib[6:22]} {rib[22:]};;"]
    if opening is not None:
        lines.append(f"Solde initial;;;{dirhams(opening)}")
    lines.append("Date opération;Libellé;Débit;Crédit")
    for day, text, centimes in rows:
        debit, credit = (dirhams(centimes), "") if centimes < 0 else ("", dirhams(centimes))
        lines.append(f"{day:%d/%m/%Y};{text};{debit};{credit}")
    if opening is not None:
        lines.append(f"Solde final;;;{dirhams(opening + sum(row[2] for row in rows))}")
    return "\r\n".join(lines).encode(encoding)


def camt_entry(
    centimes: int,
    *,
    day: str = "2026-11-20",
    ref: str = "",
    text: str = "",
    end_to_end: str = "NOTPROVIDED",
    name: str = "",
    status: str = "BOOK",
    currency: str = "MAD",
    newer: bool = False,
) -> str:
    side = "CRDT" if centimes > 0 else "DBIT"
    party = "Dbtr" if centimes > 0 else "Cdtr"
    named = f"<Pty><Nm>{name}</Nm></Pty>" if newer else f"<Nm>{name}</Nm>"
    said = f"<Cd>{status}</Cd>" if newer else status
    amount = f"{abs(centimes) // 100}.{abs(centimes) % 100:02d}"
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts>{said}</Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        + (f"<AcctSvcrRef>{ref}</AcctSvcrRef>" if ref else "")
        + f"<NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs>"
        f"<RltdPties><{party}>{named}</{party}></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls>"
        "</Ntry>"
    )


def a_camt(
    *entries: str, opening: str = "0.00", closing: str = "0.00", version: str = "02", rib: str = OURS, ccy: str = "MAD"
) -> bytes:
    def balance(kind: str, amount: str) -> str:
        side = "DBIT" if amount.startswith("-") else "CRDT"
        return (
            f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
            f'<Amt Ccy="{ccy}">{amount.lstrip("-")}</Amt><CdtDbtInd>{side}</CdtDbtInd></Bal>'
        )

    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id>"
        f"<Acct><Id><Othr><Id>{rib}</Id></Othr></Id><Ccy>{ccy}</Ccy></Acct>"
        f"{balance('OPBD', opening)}{balance('CLBD', closing)}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def imported(data: bytes, *, by: Person | None = None, now: datetime = NOW, **fields) -> bank.Imported:
    (one,) = bank.import_statement(data=data, name="releve.csv", by=by, now=now, **fields)
    return one
