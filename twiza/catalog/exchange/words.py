"""The words our own sheet writes for yes and no, units and VAT classes; `amounts` reads them back."""

from __future__ import annotations

YES_NO = {"ar": ("نعم", "لا"), "fr": ("oui", "non"), "en": ("yes", "no")}
UNITS = {
    "ar": {"g": "غرام", "ml": "مل", "cm": "سم", "piece": "قطعة"},
    "fr": {"g": "g", "ml": "ml", "cm": "cm", "piece": "pièce"},
    "en": {"g": "g", "ml": "ml", "cm": "cm", "piece": "piece"},
}
VAT = {
    "ar": {"normal": "عادية", "reduced": "مخفضة", "exempt": "معفاة"},
    "fr": {"normal": "normal", "reduced": "réduit", "exempt": "exonéré"},
    "en": {"normal": "normal", "reduced": "reduced", "exempt": "exempt"},
}


def yes_no(value: bool, language: str) -> str:
    return YES_NO[language][0 if value else 1]


def unit_word(unit: str, language: str) -> str:
    return UNITS[language][unit]


def vat_word(vat_class: str, language: str) -> str:
    return VAT[language][vat_class]
