"""Why the catalogue refuses. Each names the form field at fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.kernel.money import Money
from twiza.kernel.refusals import Refusal


class NameMissing(Refusal):
    sentence = _("Give the product a name in at least one language.")
    field = "names"


class TextTooLong(Refusal):
    sentence = _("This text is too long: at most %(longest)s characters.")


class UnknownCategory(Refusal):
    sentence = _("Choose a kind of product from the list.")
    field = "category"


class UnknownVatClass(Refusal):
    sentence = _("Choose a VAT class from the list.")
    field = "vat_class"


class UnknownUnit(Refusal):
    sentence = _("Choose a unit: grams, millilitres, centimetres or pieces.")
    field = "content_unit"


class UnknownOrigin(Refusal):
    sentence = _("There is no such commune.")
    field = "origin"


class AbsurdPrice(Refusal):
    sentence = _("A price is above zero and at most 1,000,000 dirhams.")
    field = "price"


class NegativePart(Refusal):
    sentence = _("A part of a price is zero or more.")


class PartsFallShort(Refusal):
    """`rest` in centimes: what the parts still must cover."""

    sentence = _("The parts must cover %(due)s dirhams; %(rest)s are still to be shared out.")
    field = "share"

    def __init__(self, due: int, rest: int) -> None:
        super().__init__(due=Money(due), rest=Money(rest))
        self.rest = rest


class PartsGoBeyond(Refusal):
    """`rest` in centimes, below zero."""

    sentence = _("The parts may cover %(due)s dirhams; they are %(beyond)s too many.")
    field = "share"

    def __init__(self, due: int, rest: int) -> None:
        super().__init__(due=Money(due), beyond=Money(-rest))
        self.rest = rest


class AbsurdStock(Refusal):
    sentence = _("A stock is a whole number from 0 to 1,000,000.")
    field = "on_hand"


class AbsurdContent(Refusal):
    sentence = _("The net content is a whole number above zero.")
    field = "content_amount"


class AbsurdWeight(Refusal):
    sentence = _("The weight with its packing is above zero and at most 1,000 kg.")
    field = "weight_grams"


class AbsurdShelfLife(Refusal):
    sentence = _("The shelf life is between 1 day and 10 years.")
    field = "shelf_life_days"


class AbsurdLeadTime(Refusal):
    sentence = _("The time to make it is between 1 and 365 days.")
    field = "lead_days"


class LeadTimeOnStock(Refusal):
    sentence = _("Only what is made to order has a time to make it.")
    field = "lead_days"


class PersonalisedFromStock(Refusal):
    sentence = _("Only what is made when it is ordered can be made to the buyer's own measures or wishes.")
    field = "personalised"


class AbsurdWarranty(Refusal):
    sentence = _("A warranty is of at most 120 months.")
    field = "warranty_months"


class SkuMissing(Refusal):
    sentence = _("Give the variant a reference (SKU) of at most 64 characters.")
    field = "sku"


class SkuTaken(Refusal):
    sentence = _("Your cooperative already uses this reference (SKU): %(sku)s.")
    field = "sku"


class LastVariant(Refusal):
    sentence = _("A product on sale keeps at least one variant. Withdraw the product instead.")
    field = "active"


class CountBelowHeld(Refusal):
    sentence = _(
        "%(held)s are set aside for buyers who are ordering now: the stock can't be less. Try again in a while."
    )
    field = "on_hand"


class TooManyPhotos(Refusal):
    sentence = _("A product has at most %(most)s photos.")
    field = "photo"


class UnknownDesignation(Refusal):
    sentence = _("Choose a protected designation from the list.")
    field = "designation"


class CertificateMissing(Refusal):
    sentence = _("A protected designation needs your certificate: its number, the body that gave it and its validity.")
    field = "certificate_number"


class CertificateExpired(Refusal):
    sentence = _("This certificate is no longer valid on that date.")
    field = "valid_until"


class NoteMissing(Refusal):
    sentence = _("Say in a few words what must be changed.")
    field = "note"


class NeedsReview(Refusal):
    sentence = _("The desk withdrew this product: submit it again.")


@dataclass(frozen=True, slots=True)
class Missing:
    """What a product lacks to be sold: the form field, the sentence, and where it is mended: `product` (its texts),
    `variants`, `claims`, `cooperative` (the papers); prints as the sentence.
    """

    field: str
    sentence: Any  # lazy: it is read in the reader's language
    where: str = "product"

    def __str__(self) -> str:
        return str(self.sentence)


class NotReady(Refusal):
    """`missing` says what the product lacks, one `Missing` a line."""

    sentence = _("The product can't be shown yet: %(list)s")

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(field=missing[0].field)
        self.missing = list(missing)

    def __str__(self) -> str:
        return str(self.sentence) % {"list": " ".join(str(m) for m in self.missing)}


class StockRefusal(Refusal):
    """A refusal about one variant: `variant_id`."""

    def __init__(self, variant_id: int = 0, **blanks: Any) -> None:
        super().__init__(**blanks)
        self.variant_id = variant_id


class OutOfStock(StockRefusal):
    """`available` is how many can still be had."""

    sentence = _("There is not enough left: %(available)s available.")
    field = "quantity"

    def __init__(self, variant_id: int, available: int = 0) -> None:
        super().__init__(variant_id, available=available)
        self.available = available


class NotForSale(StockRefusal):
    """Withdrawn, of a cooperative that does not sell now, past its best-before date, or unknown."""

    sentence = _("This product is no longer on sale.")
    field = "quantity"


class HoldGone(Refusal):
    """The hold ran out or was let go: hold again, then take."""

    sentence = _("The goods are no longer set aside for you. Check your basket again.")


class HoldTaken(Refusal):
    sentence = _("These goods were already ordered.")
