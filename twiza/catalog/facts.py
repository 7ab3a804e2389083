from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ProductsChanged(Fact):
    """Something that a list, a page or the index shows of these products changed (published and withdrawn included)."""

    product_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ProductSubmitted(Fact):
    product_id: int


@dataclass(frozen=True, kw_only=True)
class ProductPublished(Fact):
    product_id: int


@dataclass(frozen=True, kw_only=True)
class ProductSentBack(Fact):
    product_id: int
    note: str


@dataclass(frozen=True, kw_only=True)
class CatalogueImported(Fact):
    import_id: int
