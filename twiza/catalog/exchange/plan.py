"""What a chunk of rows means against what is there: outcomes to show, and the writes that would make them true.

Pure: reads the shelf it is given, writes nothing. So the dry run and the application can't disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from twiza.catalog.exchange.catalogue import Group
from twiza.catalog.exchange.goods import Goods, Reader
from twiza.catalog.exchange.lookups import Lookups
from twiza.catalog.exchange.reasons import Reason
from twiza.catalog.exchange.report import CHANGED, CREATED, JOINED, REFUSED, UNCHANGED, RowOutcome
from twiza.catalog.exchange.shelf import Owner, Shelf, key_slugs
from twiza.catalog.exchange.truths import keep_true, new_gap
from twiza.catalog.models import Product, Variant
from twiza.catalog.queries.categories import category
from twiza.catalog.states import Status
from twiza.catalog.terms.texts import folded_names
from twiza.plumbing.sheets.cells import clean

COLUMN_OF = {
    "category_id": "category", "vat_class": "vat", "origin_id": "origin", "shelf_life_days": "shelf_life",
    "perishable": "perishable", "made_to_order": "made_to_order", "lead_days": "lead", "names": "name",
    "descriptions": "description", "compositions": "composition", "labels": "label", "weight_grams": "weight",
    "personalised": "personalised", "warranty_months": "warranty", "warranty_terms": "terms",
    "content_amount": "content", "content_unit": "unit", "best_before": "best_before", "active": "active",
}  # fmt: skip
PRODUCT_TEXTS = ("names", "descriptions", "compositions", "warranty_terms")


@dataclass(slots=True)
class NewVariant:
    variant: Variant  # unsaved; its product may be unsaved too


@dataclass(slots=True)
class VariantChange:
    """`columns` to write; a new price and a new count are written with their histories."""

    variant: Variant
    columns: dict[str, Any] = field(default_factory=dict)
    price: int | None = None
    stock: int | None = None


@dataclass(slots=True)
class Plan:
    outcomes: list[RowOutcome] = field(default_factory=list)
    new_products: list[tuple[Group, Product]] = field(default_factory=list)
    new_variants: list[NewVariant] = field(default_factory=list)
    product_changes: list[tuple[Product, dict[str, Any]]] = field(default_factory=list)
    variant_changes: list[VariantChange] = field(default_factory=list)


class Planner:
    """One for a run through a sheet. `claims` remembers which group speaks for which product: the first one does."""

    def __init__(self, owner: Owner, reader: Reader) -> None:
        self.owner = owner
        self.reader = reader
        self.lookups: Lookups = reader.lookups
        self.claims: dict[int, str] = {}

    def plan(self, chunk: Sequence[Group], shelf: Shelf) -> Plan:
        plan = Plan()
        for group in chunk:
            _GroupPlan(self, plan, group, shelf).make()
        return plan


class _GroupPlan:
    """The plan of one product's rows."""

    def __init__(self, planner: Planner, plan: Plan, group: Group, shelf: Shelf) -> None:
        self.planner, self.plan, self.group, self.shelf = planner, plan, group, shelf
        self.changes: dict[int, list[str]] = {}
        self.outcome: dict[int, str] = {}

    def make(self) -> None:
        for goods in self.group.goods:
            goods.judge_afresh()
        rows = [goods for goods in self.group.goods if not goods.refused and not goods.joined]
        product = self._product(rows)
        for goods in rows:
            if product is None:
                self._judge_new(goods, rows)
            else:
                self._judge(goods, product)
        rows = [goods for goods in rows if not goods.refused]
        goods_rows = [goods for goods in rows if not goods.translation]
        if product is None and goods_rows:
            product = self._create(goods_rows)
        elif product is not None:
            own = [g for g in rows if g.translation or self._owner_of(g) in (None, product.pk)]
            self._change(product, own)
        for goods in goods_rows:
            known = self.shelf.variants.get(goods.sku)
            if known:
                self._change_variant(goods, known)
            elif product is not None:
                self._add_variant(goods, product)
        self._tell()

    def _owner_of(self, goods: Goods) -> int | None:
        known = self.shelf.variants.get(goods.sku)
        return known.product_id if known and not goods.translation else None

    def _product(self, rows: Sequence[Goods]) -> Product | None:
        """The product these rows are of: that of the first SKU known, else the one that bears the key, if free."""
        for goods in rows:
            if (owner := self._owner_of(goods)) is not None:
                self.planner.claims.setdefault(owner, self.group.id)
                return self.shelf.products[owner]
        if self.group.key and rows:
            found = self.shelf.product_of(key_slugs(self.group.key, self.planner.owner))
            if found and self.planner.claims.setdefault(found.pk, self.group.id) == self.group.id:
                return found
        return None

    def _owned(self) -> dict[str, Any]:
        """Whose the new row is; a dry run without a cooperative makes rows of nobody, which are never written."""
        return {"cooperative_id": self.planner.owner.id}

    def _reason(self, goods: Goods, code: str, column: str = "", **blanks: Any) -> None:
        goods.reasons.append(Reason(code, self.planner.reader.heading(column) if column else "", blanks))

    # What can't be

    def _judge_new(self, goods: Goods, rows: Sequence[Goods]) -> None:
        if goods.translation:
            self._reason(goods, "no_such_product", value=self.group.key)
        elif not any(other.texts.get("names") for other in rows):
            self._reason(goods, "missing_name", "name")

    def _judge(self, goods: Goods, product: Product) -> None:
        if goods.translation:
            return
        known = self.shelf.variants.get(goods.sku)
        if known is None:
            if product.status != Status.DRAFT and "weight_grams" not in goods.variant:
                self._reason(goods, "weight_needed", "weight")
            if product.status != Status.DRAFT and goods.currency:
                self._reason(goods, "price_needed", "price", value=goods.currency)
            return
        if goods.stock is not None and goods.stock < known.held:
            self._reason(goods, "below_held", "stock", value=goods.stock, held=known.held)
        active = self.shelf.active.get(known.product_id)
        if goods.variant.get("active") is False and known.active and active is not None:
            if active <= {known.pk}:
                self._reason(goods, "last_active", "active")
            elif not goods.refused:
                active.discard(known.pk)

    # What the rows say of the product, the first one that says it

    def _said(self, rows: Sequence[Goods]) -> dict[tuple[str, str], tuple[Goods, Any]]:
        said: dict[tuple[str, str], tuple[Goods, Any]] = {}
        for goods in rows:
            values = {(name, ""): value for name, value in goods.product.items()}
            values |= {(n, lang): text for n in PRODUCT_TEXTS for lang, text in goods.texts.get(n, {}).items()}
            for what, value in values.items():
                first = said.setdefault(what, (goods, value))
                if first[1] != value and what[0] != "guessed_category":
                    self._reason(goods, "first_row_wins", _column(*what))
        return said

    def _create(self, rows: Sequence[Goods]) -> Product:
        said = {what: value for what, (_goods, value) in self._said(rows).items()}
        kind = said.get(("category_id", "")) or said.get(("guessed_category", ""))
        if not kind:
            kind = self.planner.lookups.default.code
            self._reason(rows[0], "no_category", "category", category=kind)
        node = category(kind)
        assert node is not None
        made = bool(said.get(("made_to_order", "")))
        lead = said.get(("lead_days", "")) or 0
        if lead and not made:
            self._reason(rows[0], "lead_dropped", "lead")
        own = bool(said.get(("personalised", "")))
        if own and not made:
            self._reason(rows[0], "lead_dropped", "personalised")
        months = said.get(("warranty_months", "")) or 0
        texts: dict[str, dict[str, str]] = {name: {} for name in PRODUCT_TEXTS}
        for (name, language), value in said.items():
            if name in texts:
                texts[name][language] = value
        product = Product(
            **self._owned(),
            names=texts["names"],
            descriptions=texts["descriptions"],
            compositions=texts["compositions"],
            folded=folded_names(texts["names"]),
            category_id=kind,
            vat_class=said.get(("vat_class", "")) or node.vat_class,
            perishable=said.get(("perishable", ""), node.perishable),
            origin_id=said.get(("origin_id", "")) or self.planner.owner.commune_code or None,
            shelf_life_days=said.get(("shelf_life_days", "")),
            made_to_order=made,
            lead_days=lead if made else 0,
            personalised=own and made,
            warranty_months=months,
            warranty_terms=texts["warranty_terms"] if months else {},
        )
        self.plan.new_products.append((self.group, product))
        return product

    def _change(self, product: Product, rows: Sequence[Goods]) -> None:
        said = self._said(rows)
        columns: dict[str, Any] = {}
        told: dict[str, Goods] = {}
        for (name, language), (goods, value) in said.items():
            if name == "guessed_category":
                continue
            if language:
                if clean(getattr(product, name).get(language, "")) == value:
                    continue
                columns.setdefault(name, dict(getattr(product, name)))[language] = value
            elif getattr(product, name) == value:
                continue
            else:
                columns[name] = value
            told[_column(name, language)] = goods
        for code, column in keep_true(product, columns):
            self._reason(told.pop(column), code, column)
        if not columns:
            return
        if product.status == Status.PUBLISHED and (lack := new_gap(product, columns)):
            for goods in {id(goods): goods for goods in told.values()}.values():
                self._reason(goods, "would_be_incomplete", missing=str(lack))
            return
        if self.planner.claims[product.pk] != self.group.id:
            for column, goods in told.items():
                self._reason(goods, "first_row_wins", column)
            return
        if "category_id" in columns and (node := category(columns["category_id"])):
            columns = {"vat_class": node.vat_class, "perishable": node.perishable} | columns
            for name in ("vat_class", "perishable"):
                if (name, "") in said:
                    columns[name] = said[name, ""][1]
        if "names" in columns:
            columns["folded"] = folded_names(cast(dict[str, str], columns["names"]))
        for column, goods in told.items():
            self.changes.setdefault(goods.row, []).append(column)
        self.plan.product_changes.append((product, columns))

    # Variants

    def _add_variant(self, goods: Goods, product: Product) -> None:
        if "weight_grams" not in goods.variant:
            self._reason(goods, "no_weight", "weight")
        if goods.currency:
            self._reason(goods, "foreign_currency", "price", value=goods.currency)
        columns: dict[str, Any] = {"weight_grams": 0} | {k: v for k, v in goods.variant.items() if v is not None}
        variant = Variant(
            product=product,
            **self._owned(),
            sku=goods.sku,
            labels=goods.texts.get("labels", {}),
            price_centimes=goods.price or 0,  # a row without a price was refused before
            on_hand=goods.stock or 0,
            **columns,
        )
        self.outcome[goods.row] = CREATED
        self.plan.new_variants.append(NewVariant(variant))

    def _change_variant(self, goods: Goods, known: Variant) -> None:
        change = VariantChange(known)
        changes = self.changes.setdefault(goods.row, [])
        if goods.currency:
            if goods.price != known.price_centimes:
                self._reason(goods, "foreign_price_kept", "price", value=goods.currency)
        elif goods.price is not None and goods.price != known.price_centimes:
            change.price = goods.price
            changes.append("price")
        if goods.stock is not None and goods.stock != known.on_hand:
            change.stock = goods.stock
            changes.append("stock")
        for name, value in goods.variant.items():
            if value is not None and getattr(known, name) != value:
                change.columns[name] = value
                changes.append(COLUMN_OF[name])
        for language, text in goods.texts.get("labels", {}).items():
            if clean(known.labels.get(language, "")) != text:
                change.columns.setdefault("labels", dict(known.labels))[language] = text
                changes.append(_column("labels", language))
        if change.columns or change.price is not None or change.stock is not None:
            self.plan.variant_changes.append(change)
        named = self.shelf.product_of(key_slugs(self.group.key, self.planner.owner)) if self.group.key else None
        if named and named.pk != known.product_id:
            self._reason(goods, "other_product", "group")

    def _tell(self) -> None:
        for goods in self.group.goods:
            if goods.refused:
                outcome = REFUSED
            elif goods.joined:
                outcome = JOINED
            else:
                outcome = self.outcome.get(goods.row) or (CHANGED if self.changes.get(goods.row) else UNCHANGED)
            changes = tuple(self.changes.get(goods.row, ())) if outcome == CHANGED else ()
            # Whoever must correct a row first needs to know what stops it.
            reasons = tuple(r for r in goods.reasons if r.refuses or not goods.refused)
            told = RowOutcome(goods.row, goods.sku, goods.name, outcome, reasons, changes)
            self.plan.outcomes.append(told)


def _column(name: str, language: str) -> str:
    return f"{COLUMN_OF[name]}_{language}" if language else COLUMN_OF[name]
