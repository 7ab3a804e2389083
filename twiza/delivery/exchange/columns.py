"""The headings carriers write on their slips. Data, not messages: all languages are known at once."""

from __future__ import annotations

from twiza.kernel.text import fold

_WORDS = {
    "parcel": "colis|numero colis|n colis|no colis|code colis|numero de colis|num colis|id colis|reference colis|"
    "parcel|parcel number|reference|ref|commande|numero commande|numero de commande|n commande|order|order number|"
    "order reference|الطرد|طرد|رقم الطرد|الطلبية|رقم الطلبية|المرجع|مرجع الطرد",
    "tracking": "tracking|tracking number|suivi|numero de suivi|numero suivi|n suivi|code suivi|code envoi|"
    "code d envoi|envoi|numero envoi|numero d envoi|n envoi|n d envoi|code a barres|code barre|barcode|awb|"
    "bordereau d envoi|رقم التتبع|التتبع|"
    "رقم الإرسالية|الإرسالية|الباركود",
    "amount": "montant|montant encaisse|montant collecte|montant cod|cod|crbt|contre remboursement|encaisse|"
    "montant colis|prix|valeur|amount|amount collected|collected|cash|cod amount|المبلغ|مبلغ|المبلغ المحصل|القيمة|"
    "الثمن|المحصل",
    "fee": "frais|frais livraison|frais de livraison|frais de port|commission|tarif|cout|retenue|fee|fees|"
    "delivery fee|charges|الرسوم|رسوم|رسوم التوصيل|العمولة|مصاريف التوصيل|المصاريف",
    "net": "net|net a payer|montant net|net a verser|a verser|net amount|payable|الصافي|المبلغ الصافي|الواجب أداؤه",
    "currency": "devise|monnaie|currency|ccy|العملة",
}
COLUMNS = {fold(word): name for name, words in _WORDS.items() for word in words.split("|")}
_DIRHAM = {fold(word) for word in ("mad", "dh", "dhs", "dirham", "dirhams", "درهم", "بالدرهم", "en")}
TOTALS = [fold(word) for word in ("total", "totaux", "total general", "المجموع", "مجموع", "الإجمالي", "المجموع العام")]


def recognise(heading: str) -> str | None:
    """The column of a heading, with or without the currency beside it: «Montant (DH)»."""
    words = fold(heading)
    if words in COLUMNS:
        return COLUMNS[words]
    return COLUMNS.get(" ".join(w for w in words.split() if w not in _DIRHAM and w.upper() not in CURRENCIES))


CURRENCIES = {"EUR", "USD", "GBP", "CHF", "CAD", "SAR", "AED", "XOF", "DZD", "TND"}
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}


def currency_in(text: str) -> str:
    """A foreign currency named in a cell or heading, '' where there is none."""
    for sign, code in _SIGNS.items():
        if sign in text:
            return code
    return next((word for word in fold(text).upper().split() if word in CURRENCIES or word in ("EURO", "EUROS")), "")[
        :3
    ]
