"""The columns of our own sheet: their headings in three languages and the other words people write for them.

Recognition needs all languages at once, so the headings are data here, not messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from twiza.kernel.text import LANGUAGES, fold, pick


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    headings: dict[str, str]
    also: tuple[str, ...] = ()
    of_product: bool = False
    width: int = 14
    in_template: bool = True

    def heading(self, language: str | None = None) -> str:
        return pick(self.headings, language or get_language() or "ar")


IN = {
    "ar": {"ar": "بالعربية", "fr": "en arabe", "en": "in Arabic"},
    "fr": {"ar": "بالفرنسية", "fr": "en français", "en": "in French"},
    "en": {"ar": "بالإنجليزية", "fr": "en anglais", "en": "in English"},
    "zgh": {"ar": "بالأمازيغية", "fr": "en amazighe", "en": "in Amazigh"},
}


def _column(code: str, ar: str, fr: str, en: str, *also: str, product: bool = False, width: int = 14) -> Column:
    return Column(code, {"ar": ar, "fr": fr, "en": en}, also, product, width)


def _per_language(code: str, heads: dict[str, str], also: Sequence[str], *, product: bool, width: int) -> list[Column]:
    """One column a language (name_ar…), and one that doesn't say (name), whose language is told from its script."""
    columns = []
    for language in LANGUAGES:
        said = IN[language]
        words = [f"{word} {suffix}" for word in (*heads.values(), *also) for suffix in (*said.values(), language)]
        headings = {reader: f"{heads[reader]} {said[reader]}" for reader in heads}
        columns.append(Column(f"{code}_{language}", headings, tuple(words), product, width))
    return [*columns, Column(code, heads, tuple(also), product, width, in_template=False)]


NAME_WORDS = (
    "désignation", "libellé", "intitulé", "titre", "nom du produit", "produit", "article", "product name", "title",
    "product", "اسم المنتج", "المنتج", "التسمية", "اسم", "العنوان",
)  # fmt: skip

COLUMNS: tuple[Column, ...] = (
    _column("sku", "الرمز (SKU)", "Référence (SKU)", "SKU", "reference", "réf", "code", "code article", "code produit",
            "référence produit", "product code", "item code", "الرمز", "رمز", "رمز المنتج", "المرجع", "رقم المنتج",
            width=18),
    _column("group", "مجموعة الأصناف", "Groupe de variantes", "Product group", "groupe", "group", "المجموعة", "مجموعة",
            "variant group", "groupe produit", "parent", product=True, width=18),
    *_per_language("name", {"ar": "الاسم", "fr": "Nom", "en": "Name"}, NAME_WORDS, product=True, width=30),
    *_per_language("label", {"ar": "الصنف", "fr": "Variante", "en": "Variant"}, ("declinaison", "option", "صنف"),
                   product=False, width=18),
    _column("category", "الفئة", "Catégorie", "Category", "rubrique", "famille", "التصنيف", "فئة", "code catégorie",
            "category code", "رمز الفئة", product=True, width=20),
    _column("price", "الثمن (درهم)", "Prix (DH)", "Price (MAD)", "prix", "price", "الثمن", "ثمن", "السعر", "سعر",
            "prix ttc", "prix de vente", "prix unitaire", "prix mad", "prix en dirhams", "price dh", "unit price",
            "ثمن البيع", "الثمن بالدرهم", "السعر بالدرهم", "prix dhs", "price in dirhams"),
    _column("content", "المحتوى الصافي", "Contenu net", "Net content", "contenu", "contenance", "content",
            "quantité nette", "net quantity", "الكمية الصافية", "المحتوى", "السعة"),
    _column("unit", "الوحدة", "Unité", "Unit", "وحدة", "unité de mesure", "unit of measure", "وحدة القياس", width=10),
    _column("weight", "الوزن الإجمالي (غرام)", "Poids brut (g)", "Gross weight (g)", "poids", "weight", "الوزن",
            "poids g", "weight g", "poids en grammes", "weight grams", "weight in grams", "الوزن بالغرام",
            "الوزن غرام", "poids brut", "gross weight", "الوزن الإجمالي"),
    Column("weight_kg", {"ar": "الوزن (كلغ)", "fr": "Poids (kg)", "en": "Weight (kg)"},
           ("poids brut kg", "gross weight kg", "الوزن بالكيلوغرام", "الوزن كغ"), in_template=False),
    _column("stock", "المخزون", "Stock", "Stock", "quantité", "quantité en stock", "quantity", "qty", "qté", "in stock",
            "الكمية", "كمية", "الكمية المتوفرة", "en stock", "مخزون"),
    *_per_language("description", {"ar": "الوصف", "fr": "Description", "en": "Description"},
                   ("descriptif", "وصف", "وصف المنتج"), product=True, width=40),
    *_per_language("composition", {"ar": "المكونات", "fr": "Composition", "en": "Composition"},
                   ("ingrédients", "ingredients", "التركيبة", "matières", "materials", "المواد"),
                   product=True, width=30),
    _column("vat", "فئة الضريبة على القيمة المضافة", "Classe de TVA", "VAT class", "tva", "vat", "taxe",
            "الضريبة على القيمة المضافة", product=True),
    _column("origin", "جماعة المنشأ", "Commune d'origine", "Commune of origin", "origine", "origin", "commune",
            "المنشأ", "الجماعة", "جماعة", product=True, width=24),
    _column("best_before", "صالح إلى غاية", "À consommer avant le", "Best before", "dlc", "ddm", "dluo",
            "date de péremption", "expiry date", "تاريخ انتهاء الصلاحية", "best before date"),
    _column("shelf_life", "مدة الصلاحية (أيام)", "Durée de conservation (jours)", "Shelf life (days)",
            "durée de conservation", "shelf life", "مدة الصلاحية", product=True),
    _column("perishable", "سريع التلف", "Périssable", "Perishable", "قابل للتلف", product=True),
    _column("made_to_order", "يصنع عند الطلب", "Sur commande", "Made to order", "fait sur commande", "عند الطلب",
            product=True),
    _column("lead", "مدة الإنجاز (أيام)", "Délai de fabrication (jours)", "Lead time (days)", "délai",
            "délai de fabrication", "lead time", "مدة الإنجاز", product=True),
    _column("personalised", "على مقاس المشتري", "Personnalisé", "Personalised", "sur mesure", "made to measure",
            "حسب طلب المشتري", product=True),
    _column("warranty", "مدة الضمان التعاقدي (أشهر)", "Garantie commerciale (mois)", "Warranty (months)", "garantie",
            "warranty", "الضمان", "مدة الضمان", product=True),
    *_per_language("terms", {"ar": "شروط الضمان", "fr": "Conditions de garantie", "en": "Warranty terms"},
                   (), product=True, width=30),
    _column("active", "معروض", "Actif", "Active", "نشط", "en vente", "on sale"),
)  # fmt: skip

# Columns of our own corrected sheet: read past when it is given in again.
RESULT = Column("result", {"ar": "النتيجة", "fr": "Résultat", "en": "Result"})
WHY = Column("why", {"ar": "السبب", "fr": "Pourquoi", "en": "Why"}, width=60)

BY_CODE = {column.code: column for column in (*COLUMNS, RESULT, WHY)}
TEMPLATE = tuple(column for column in COLUMNS if column.in_template)


def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for column in (*COLUMNS, RESULT, WHY):
        for word in (column.code, *column.headings.values(), *column.also):
            found.setdefault(fold(word), column.code)
    return found


WORDS = _words()


def recognise(heading: str) -> str | None:
    """The code of our column that a heading means, in any language, spelling and accent."""
    return WORDS.get(fold(heading))
