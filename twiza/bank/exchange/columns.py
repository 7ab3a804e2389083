"""The headings banks write, in the languages they write them in. Data, not messages: all are known at once."""

from __future__ import annotations

import re

from twiza.kernel.text import fold

_WORDS = {
    "day": "date|date operation|date d operation|date op|date comptable|date de l operation|date ecriture|jour|"
    "booking date|transaction date|posting date|التاريخ|تاريخ|تاريخ العملية|تاريخ المعاملة",
    "value_day": "date valeur|date de valeur|valeur|value date|تاريخ القيمة|تاريخ الاستحقاق",
    "text": "libelle|libelle operation|libelle de l operation|libelle complet|designation|operation|"
    "nature de l operation|nature operation|nature|description|details|motif|intitule|label|البيان|بيان|"
    "نوع العملية|العملية|تفاصيل|التفاصيل|الوصف",
    "debit": "debit|debits|montant debit|mouvement debit|sortie|sorties|debit amount|withdrawal|مدين|المدين|سحب|"
    "المبلغ المدين",
    "credit": "credit|credits|montant credit|mouvement credit|entree|entrees|credit amount|deposit|دائن|الدائن|إيداع|"
    "المبلغ الدائن",
    "amount": "montant|montant operation|montant de l operation|amount|somme|المبلغ|مبلغ|مبلغ العملية",
    "side": "sens|d c|dc|debit credit|type|sens operation|side|الاتجاه|النوع",
    "currency": "devise|monnaie|currency|ccy|العملة",
    "reference": "reference|ref|n reference|reference operation|reference bancaire|n operation|numero operation|"
    "numero|bank reference|transaction id|المرجع|رقم العملية|رقم المرجع",
    "counterparty": "donneur d ordre|beneficiaire|donneur d ordre beneficiaire|tiers|contrepartie|nom|counterparty|"
    "payer|الطرف المقابل|صاحب التحويل|الاسم|المستفيد",
    "counterparty_account": "rib|rib tiers|compte|compte tiers|compte contrepartie|iban|counterparty account|"
    "رقم الحساب|حساب الطرف المقابل",
    "balance": "solde|solde progressif|solde apres operation|balance|running balance|الرصيد|رصيد",
}
COLUMNS = {fold(word): name for name, words in _WORDS.items() for word in words.split("|")}
_DIRHAM = {fold(word) for word in ("mad", "dh", "dhs", "dirham", "dirhams", "درهم", "بالدرهم", "en dh", "en mad", "ma")}
FOREIGN = re.compile(r"\b(EUR|USD|GBP|CHF|CAD|SAR|AED|JPY|EUROS?|DOLLARS?)\b|[€$£]", re.I)

OPENING = [
    fold(word)
    for word in (
        "solde initial", "ancien solde", "solde precedent", "solde depart", "solde de depart", "solde debut",
        "solde anterieur", "opening balance", "الرصيد الافتتاحي", "الرصيد السابق", "الرصيد الأولي", "رصيد البداية",
    )
]  # fmt: skip
CLOSING = [
    fold(word)
    for word in (
        "solde final", "nouveau solde", "solde fin", "solde de fin", "solde actuel", "closing balance",
        "الرصيد النهائي", "الرصيد الختامي", "الرصيد الجديد", "الرصيد الحالي",
    )
]  # fmt: skip
TOTALS = [fold(word) for word in ("total", "totaux", "sous total", "المجموع", "مجموع")]
DEBIT_SIGNS = {fold(word) for word in ("d", "db", "dr", "debit", "dbit", "-", "مدين")}
CREDIT_SIGNS = {fold(word) for word in ("c", "cr", "credit", "crdt", "+", "دائن")}


def recognise(heading: str) -> str | None:
    """The column of a heading, with or without the dirham beside it: «Débit (DH)»."""
    words = fold(heading)
    if words in COLUMNS:
        return COLUMNS[words]
    kept = " ".join(word for word in words.split() if word not in _DIRHAM and word != "en")
    return COLUMNS.get(kept)
