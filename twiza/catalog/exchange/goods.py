"""Raw cells read as what they mean: names, centimes, grams, days; or the reasons why they can't be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from twiza.catalog.exchange import amounts
from twiza.catalog.exchange.amounts import Bad
from twiza.catalog.exchange.columns import BY_CODE
from twiza.catalog.exchange.formats import GOODS, Raw, Reading
from twiza.catalog.exchange.formats.twiza import CODE as OWN
from twiza.catalog.exchange.lookups import Lookups
from twiza.catalog.exchange.reasons import Reason
from twiza.catalog.terms import bounds
from twiza.kernel.text import LANGUAGES

TEXTS = {
    "name": ("names", bounds.LONGEST_NAME),
    "description": ("descriptions", bounds.LONGEST_TEXT),
    "composition": ("compositions", bounds.LONGEST_TEXT),
    "terms": ("warranty_terms", bounds.LONGEST_TEXT),
    "label": ("labels", bounds.LONGEST_LABEL),
}
TEXT_COLUMNS = tuple(
    (f"{code}_{language}", name, language, longest) for code, (name, longest) in TEXTS.items() for language in LANGUAGES
)
LONGEST_KEY = 120
ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"))


@dataclass(slots=True)
class Goods:
    """One row, read. What is absent or None was not said, and stays as it is.

    `product` and `variant` hold columns of those models; `texts` the texts by the column of the model and language.
    """

    row: int
    sku: str
    key: str  # which rows are one product; "" where only the SKU says so
    texts: dict[str, dict[str, str]]
    product: dict[str, Any] = field(default_factory=dict)
    variant: dict[str, Any] = field(default_factory=dict)
    price: int | None = None
    currency: str = ""  # of the price, where it isn't the dirham
    stock: int | None = None
    joined: bool = False
    translation: bool = False
    reasons: list[Reason] = field(default_factory=list)
    read_reasons: int | None = None

    def judge_afresh(self) -> None:
        """Forget what an earlier plan found against this row; what the reading found stays."""
        if self.read_reasons is None:
            self.read_reasons = len(self.reasons)
        del self.reasons[self.read_reasons :]

    @property
    def refused(self) -> bool:
        return any(reason.refuses for reason in self.reasons)

    @property
    def name(self) -> str:
        return next(iter(self.texts.get("names", {}).values()), "")


class Reader:
    """Reads the rows of one sheet."""

    def __init__(self, reading: Reading, lookups: Lookups) -> None:
        self.own = reading.format.CODE == OWN
        self.dot = reading.format.DECIMAL_POINT
        self.headings = reading.headings
        self.lookups = lookups

    def heading(self, code: str) -> str:
        return self.headings.get(code) or BY_CODE[code].heading()

    def read(self, raw: Raw) -> Goods:
        cells = raw.cells
        goods = Goods(raw.row, " ".join(amounts.plain(cells.get("sku", "")).split()), cells.get("group", ""), {})
        goods.reasons = raw.reasons
        goods.joined, goods.translation = raw.kind != GOODS, "translation" in cells
        if goods.refused:
            goods.texts = {
                "names": {lang: cells[c] for c, name, lang, _ in TEXT_COLUMNS if name == "names" and c in cells}
            }
            return goods
        self._texts(goods, cells)
        if goods.joined or goods.translation:
            return goods
        self._identity(goods, cells)
        self._price(goods, cells)
        self._content(goods, cells)
        self._kind(goods, cells)
        self._product(goods, cells)
        return goods

    def _refuse(self, goods: Goods, code: str, column: str, **blanks: Any) -> None:
        goods.reasons.append(Reason(code, self.heading(column), blanks))

    def _try(self, goods: Goods, column: str, read: Callable[..., Any], *given: Any, **options: Any) -> Any:
        """What `read` makes of a cell; None and a reason on the row where it can't."""
        try:
            return read(*given, **options)
        except Bad as bad:
            value = str(bad.blanks.get("value", ""))
            if value in ERRORS:
                bad = Bad("formula_error", value=value)
            self._refuse(goods, bad.code, column, **bad.blanks)
            return None

    def _identity(self, goods: Goods, cells: dict[str, str]) -> None:
        if not goods.sku:
            self._refuse(goods, "missing", "sku")
        for column, text, most in (("sku", goods.sku, bounds.LONGEST_SKU), ("group", goods.key, LONGEST_KEY)):
            if len(text) > most:
                self._refuse(goods, "too_long", column, found=len(text), most=most)
            elif "\ufffd" in text:
                self._refuse(goods, "damaged", column)
            elif text in ERRORS:
                self._refuse(goods, "formula_error", column, value=text)

    def _texts(self, goods: Goods, cells: dict[str, str]) -> None:
        for column, name, language, most in TEXT_COLUMNS:
            text = cells.get(column)
            if not text:
                continue
            if "\ufffd" in text:
                self._refuse(goods, "damaged", column)
            elif text in ERRORS:
                self._refuse(goods, "formula_error", column, value=text)
            elif len(text) > most and self.own:
                self._refuse(goods, "too_long", column, found=len(text), most=most)
            else:
                if len(text) > most:
                    self._refuse(goods, "name_cut", column.partition("_")[0], most=most)
                    text = text[: most - 1].rstrip() + "…"
                goods.texts.setdefault(name, {})[language] = text

    def _price(self, goods: Goods, cells: dict[str, str]) -> None:
        if not cells.get("price"):
            self._refuse(goods, "missing", "price")
            return
        goods.price = self._try(goods, "price", amounts.price, cells["price"], dot=self.dot)
        currency = cells.get("currency", "").upper()
        goods.currency = "" if currency in ("MAD", "DH", "DHS") else currency

    def _content(self, goods: Goods, cells: dict[str, str]) -> None:
        if cells.get("content"):
            said = self._try(goods, "content", amounts.content, cells["content"], cells.get("unit", ""), dot=self.dot)
            if said:
                goods.variant["content_amount"], goods.variant["content_unit"] = said
        elif cells.get("unit"):
            # A unit alone is checked, so that a slip is seen, but says nothing about how much.
            self._try(goods, "unit", amounts.unit, cells["unit"])
        if cells.get("weight"):
            unit = cells.get("weight_unit", "")
            if not unit and not self.own:
                self._refuse(goods, "weight_unit_guessed", "weight")
            unit = unit or ("g" if self.own else "kg")
            weight = self._try(goods, "weight", amounts.grams, cells["weight"], unit, dot=self.dot)
            if weight is not None and weight > bounds.HEAVIEST_GRAMS:
                self._refuse(goods, "absurd", "weight", value=cells["weight"], most=f"{bounds.HEAVIEST_GRAMS} g")
            elif weight:
                goods.variant["weight_grams"] = weight
        if cells.get("stock"):
            goods.stock = self._try(
                goods, "stock", amounts.whole, cells["stock"], dot=self.dot, most=bounds.MOST_ON_HAND
            )
        if cells.get("best_before"):
            goods.variant["best_before"] = self._try(goods, "best_before", amounts.day, cells["best_before"])
        if cells.get("active"):
            goods.variant["active"] = self._try(goods, "active", amounts.yes_or_no, cells["active"])

    def _kind(self, goods: Goods, cells: dict[str, str]) -> None:
        if cells.get("category"):
            node = self._try(goods, "category", self.lookups.category, cells["category"])
            if node:
                goods.product["category_id"] = node.code
        elif path := cells.get("category_path"):
            node, found = self.lookups.guess(path)
            # A guess is good enough for a new draft, never to move a product that somebody has placed.
            goods.product["guessed_category"] = node.code
            code = "category_guessed" if found else "category_default"
            self._refuse(goods, code, "category", value=path, category=node.code)
        if cells.get("vat"):
            goods.product["vat_class"] = self._try(goods, "vat", amounts.vat, cells["vat"])
        if cells.get("origin"):
            goods.product["origin_id"] = self._try(goods, "origin", self.lookups.commune, cells["origin"])

    def _product(self, goods: Goods, cells: dict[str, str]) -> None:
        for column, name in (
            ("perishable", "perishable"),
            ("made_to_order", "made_to_order"),
            ("personalised", "personalised"),
        ):
            if cells.get(column):
                goods.product[name] = self._try(goods, column, amounts.yes_or_no, cells[column])
        for column, name, most in (
            ("shelf_life", "shelf_life_days", bounds.LONGEST_SHELF_LIFE_DAYS),
            ("lead", "lead_days", bounds.LONGEST_LEAD_DAYS),
            ("warranty", "warranty_months", bounds.LONGEST_WARRANTY_MONTHS),
        ):
            if cells.get(column):
                days = self._try(goods, column, amounts.whole, cells[column], most=most)
                if days == 0 and column == "shelf_life":
                    self._refuse(goods, "not_above_zero", column, value=cells[column])
                goods.product[name] = days
