"""CAMT.053 (ISO 20022, bank to customer statement), versions 02 to 08 and what keeps their shape.

Read by local names, since the versions differ in their namespace and in few elements: a party's name stands in
`Dbtr/Nm` or `Dbtr/Pty/Nm`, a status in `Sts` or `Sts/Cd`, a detail's amount in `AmtDtls/TxAmt/Amt` or `Amt`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from twiza.bank.terms.reading import ReadEntry, ReadStatement
from twiza.bank.terms.refusals import CellWrong, NoEntries, NotAStatement, OtherCurrency, SumsDiffer, UnsafeXml, dirhams
from twiza.kernel.money import CURRENCY
from twiza.plumbing.sheets.cells import clean

_NOTHING = {"", "NOTPROVIDED", "NONREF", "NOREF"}


def read(data: bytes) -> list[ReadStatement]:
    """The statements of the file, one an account; those of several days of one account are joined.

    Refuses a DTD or entities, another message than camt.053, another currency than the dirham, amounts that can't be
    read, and days that don't go on from one another.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise UnsafeXml() from None
    except (ParseError, ValueError, LookupError):
        raise NotAStatement() from None
    message = _child(root, "BkToCstmrStmt")
    if _name(root) != "Document" or message is None or ":camt.053." not in root.tag:
        raise NotAStatement()
    found: dict[str, ReadStatement] = {}
    for statement in _children(message, "Stmt"):
        one = _statement(statement)
        found[one.account] = _joined(found[one.account], one) if one.account in found else one
    if not found:
        raise NoEntries()
    return list(found.values())


def _joined(first: ReadStatement, then: ReadStatement) -> ReadStatement:
    if first.closing_centimes is not None and then.opening_centimes not in (None, first.closing_centimes):
        raise SumsDiffer(
            opening=dirhams(first.opening_centimes or 0),
            entries=dirhams(sum(e.centimes for e in first.entries)),
            closing=dirhams(then.opening_centimes or 0),
            expected=dirhams(first.closing_centimes),
        )
    return ReadStatement(
        kind=first.kind,
        entries=[*first.entries, *then.entries],
        account=first.account,
        opening_centimes=first.opening_centimes,
        closing_centimes=then.closing_centimes,
    )


def _statement(statement: Element) -> ReadStatement:
    account = _child(statement, "Acct")
    number = _text(account, "Id", "IBAN") or _text(account, "Id", "Othr", "Id")
    _demand_dirhams(_text(account, "Ccy"))
    balances: dict[str, list[int]] = {}
    for balance in _children(statement, "Bal"):
        kind = _text(balance, "Tp", "CdOrPrtry", "Cd")
        balances.setdefault(kind, []).append(_signed(balance, row=0))
    between = balances.get("ITBD", [])
    opening = balances.get("OPBD") or balances.get("PRCD") or between[:1]
    closing = balances.get("CLBD") or between[1:]
    entries = [
        entry for row, element in enumerate(_children(statement, "Ntry"), start=1) for entry in _entries(element, row)
    ]
    return ReadStatement(
        kind="camt053",
        entries=entries,
        account=number,
        opening_centimes=opening[0] if opening else None,
        closing_centimes=closing[-1] if closing else None,
    )


def _entries(entry: Element, row: int) -> Iterator[ReadEntry]:
    """One entry, or one for each payment where the bank booked several at once and says their amounts."""
    status = _text(entry, "Sts", "Cd") or _text(entry, "Sts")
    if status and status != "BOOK":  # announced only: it comes again, or never
        return
    centimes = _signed(entry, row=row)
    if not centimes:
        return
    day = _day(entry, "BookgDt", row) or _day(entry, "ValDt", row)
    if day is None:
        raise CellWrong(row=row, what="date", value="")
    shared: dict[str, Any] = {"day": day, "value_day": _day(entry, "ValDt", row)}
    own_reference = _text(entry, "AcctSvcrRef") or _text(entry, "NtryRef")
    note = _text(entry, "AddtlNtryInf")
    details = [d for group in _children(entry, "NtryDtls") for d in _children(group, "TxDtls")]
    amounts = [_detail_amount(d, row) for d in details]
    if len(details) > 1 and None not in amounts and sum(a or 0 for a in amounts) == abs(centimes):
        sign = 1 if centimes > 0 else -1
        for detail, amount in zip(details, amounts, strict=True):
            if amount:
                yield ReadEntry(**shared, centimes=sign * amount, **_detail(detail, centimes, note, own_reference))
        return
    said = _detail(details[0], centimes, note, own_reference) if len(details) == 1 else {}
    if len(details) > 1:
        said = {"text": clean(" ".join([note, *(_remittance(d) for d in details)])), "bank_reference": own_reference}
    yield ReadEntry(**shared, centimes=centimes, **(said or {"text": note, "bank_reference": own_reference}))


def _detail(detail: Element, centimes: int, note: str, own_reference: str) -> dict[str, Any]:
    side = "Dbtr" if centimes > 0 else "Cdtr"
    parties = _child(detail, "RltdPties")
    party = _child(parties, side)
    number = _child(parties, f"{side}Acct")
    references = _child(detail, "Refs")
    end_to_end = _text(references, "EndToEndId")
    words = [_remittance(detail), _text(detail, "AddtlTxInf"), note]
    return {
        "text": clean(" ".join(dict.fromkeys(word for word in words if word))),
        "counterparty": _text(party, "Nm") or _text(party, "Pty", "Nm"),
        "counterparty_account": _text(number, "Id", "IBAN") or _text(number, "Id", "Othr", "Id"),
        "reference": "" if end_to_end.upper() in _NOTHING else end_to_end,
        "bank_reference": _text(references, "AcctSvcrRef") or own_reference,
    }


def _remittance(detail: Element) -> str:
    remittance = _child(detail, "RmtInf")
    free = [clean(part.text or "") for part in _children(remittance, "Ustrd")]
    strict = [_text(part, "CdtrRefInf", "Ref") for part in _children(remittance, "Strd")]
    return " ".join(part for part in (*free, *strict) if part)


def _detail_amount(detail: Element, row: int) -> int | None:
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt")):
        amount = _child(detail, *path)
        if amount is not None:
            return _amount(amount, row)
    return None


def _signed(element: Element, *, row: int) -> int:
    amount = _child(element, "Amt")
    if amount is None:
        raise CellWrong(row=row, what="none", value="")
    return _amount(amount, row) * (-1 if _text(element, "CdtDbtInd") == "DBIT" else 1)


def _amount(amount: Element, row: int) -> int:
    _demand_dirhams(amount.get("Ccy", ""))
    typed = (amount.text or "").strip()
    try:
        centimes = Decimal(typed) * 100
        whole = int(centimes)
    except (ArithmeticError, ValueError):
        raise CellWrong(row=row, what="amount", value=typed[:40]) from None
    if whole != centimes or abs(whole) >= 10**15:
        raise CellWrong(row=row, what="amount", value=typed[:40])
    return whole


def _demand_dirhams(currency: str) -> None:
    if currency and currency != CURRENCY:
        raise OtherCurrency(currency=currency[:3])


def _day(element: Element, name: str, row: int) -> date | None:
    typed = _text(element, name, "Dt") or _text(element, name, "DtTm")
    if not typed:
        return None
    try:
        return date.fromisoformat(typed[:10])
    except ValueError:
        raise CellWrong(row=row, what="date", value=typed[:40]) from None


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: Element | None, name: str) -> list[Element]:
    return [child for child in (element if element is not None else ()) if _name(child) == name]


def _child(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = next(iter(_children(element, name)), None)
    return element


def _text(element: Element | None, *path: str) -> str:
    found = _child(element, *path)
    return clean(found.text or "") if found is not None else ""
