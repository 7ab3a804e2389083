"""Why a row was refused, or what to look at in it: a code with its blanks, said in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from twiza.catalog.queries.categories import category
from twiza.kernel.text import pick

# The row is refused.
REFUSING = {
    "missing": _("“%(column)s” is empty."),
    "missing_name": _("The product has no name: fill in at least one language."),
    "ragged": _("The row has %(found)s cells where the header has %(expected)s."),
    "not_a_number": _("“%(value)s” in “%(column)s” is not a number."),
    "ambiguous_number": _("“%(value)s” in “%(column)s” can be read in two ways: write it without a thousands sign."),
    "too_precise": _("“%(value)s” in “%(column)s” has more decimals than can be kept."),
    "negative": _("“%(value)s” in “%(column)s” is below zero."),
    "not_above_zero": _("“%(value)s” in “%(column)s” must be above zero."),
    "absurd": _("“%(value)s” in “%(column)s” is too large to be right (at most %(most)s)."),
    "same_sku": _("The SKU “%(value)s” already stands in row %(row)s."),
    "unknown_unit": _("The unit “%(value)s” in “%(column)s” is not known. Units: g, kg, ml, cl, l, cm, m, piece."),
    "unknown_category": _("The category “%(value)s” does not exist."),
    "unknown_commune": _("The commune “%(value)s” was not found: write its official code."),
    "unknown_vat": _("“%(value)s” in “%(column)s” is not a VAT class (normal, reduced, exempt)."),
    "not_yes_or_no": _("“%(value)s” in “%(column)s” is neither yes nor no."),
    "not_a_date": _("“%(value)s” in “%(column)s” is not a date: write it as 2027-03-31."),
    "too_long": _("“%(column)s” has %(found)s characters; at most %(most)s are kept."),
    "damaged": _("“%(column)s” holds damaged letters: save the sheet again as UTF-8 or XLSX."),
    "formula_error": _("“%(column)s” holds a formula error (%(value)s)."),
    "below_held": _("The stock can't be set to %(value)s: %(held)s are set aside for orders."),
    "category_has_kinds": _("The category “%(value)s” has kinds below it: choose one of them."),
    "weight_needed": _("The product is already shown: a new variant of it needs its weight."),
    "price_needed": _("The product is already shown: a new variant of it needs a price in dirhams, not in %(value)s."),
    "last_active": _("A product that is shown keeps at least one active variant."),
    "would_be_incomplete": _("The product is on sale and would no longer say what it must: %(missing)s"),
    "unsupported_kind": _("Products of the kind “%(value)s” can't be taken in."),
    "no_such_product": _("No product of this cooperative is called “%(value)s”: import the products first."),
}
# The row is taken, and the reader should look.
WARNING = {
    "no_weight": _("The weight is missing: the product stays a draft until it is filled in."),
    "category_guessed": _("The category “%(value)s” was taken as “%(category)s”."),
    "category_default": _("The category “%(value)s” is not known here: “%(category)s” was taken."),
    "no_category": _("No category is given: “%(category)s” was taken."),
    "foreign_currency": _("The price was in %(value)s: its figure was taken as dirhams. Check it."),
    "foreign_price_kept": _("The price in the sheet is in %(value)s: the price in dirhams was kept."),
    "made_up_sku": _("The row has no SKU: “%(value)s” was taken."),
    "name_cut": _("“%(column)s” was longer than %(most)s characters and was cut."),
    "weight_unit_guessed": _("The sheet doesn't name the unit of weight: kilograms were assumed."),
    "first_row_wins": _("“%(column)s” differs from another row of the same product: the first one was kept."),
    "other_product": _("This SKU belongs to another product here: it stays there."),
    "unknown_language": _("The language “%(value)s” is not one of ours: the row was passed over."),
    "terms_dropped": _("“%(column)s” is only for products with a warranty: it was left out."),
    "lead_dropped": _("“%(column)s” is only for products made to order: it was left out."),
}
SENTENCES = REFUSING | WARNING


@dataclass(frozen=True, slots=True)
class Reason:
    """`column` is the heading as the sheet writes it."""

    code: str
    column: str = ""
    blanks: dict[str, Any] = field(default_factory=dict)

    @property
    def refuses(self) -> bool:
        return self.code in REFUSING

    @property
    def sentence(self) -> str:
        """In the language that is active."""
        blanks = {"column": self.column} | self.blanks
        if node := category(blanks.get("category", "")):
            blanks["category"] = pick(node.names, get_language() or "ar")
        return gettext(SENTENCES[self.code]) % blanks

    def as_list(self) -> list[Any]:
        return [self.code, self.column, self.blanks]

    @classmethod
    def from_list(cls, kept: list[Any]) -> Reason:
        return cls(*kept)
