"""What the catalogue can do, and be asked.

Actions take `by` (the person who acts) and `now`; permission is the caller's: get rows through `product_of_cooperative`
and its like for a variant, a photo, a claim, or through `product_for_desk` (NotFound for a stranger).
Every refusal is a `kernel.refusals.Refusal` with `.field`; `NotReady.missing` lists what a product lacks,
`OutOfStock` and `NotForSale` carry `.variant_id`.

Stock: `hold_stock` → `take_hold` (an order was placed) or `release_hold`; `put_back` later; `sell_stock` is both at
once, for an order that is being placed. All repeatable by their
`reference`. `sell_directly`: the cooperative sold by itself, once for a reference. Call each at most once in a
transaction, with everything in it.
"""

from twiza.catalog.access import (
    claim_of_cooperative,
    photo_of_cooperative,
    product_for_desk,
    product_of_cooperative,
    variant_of_cooperative,
)
from twiza.catalog.actions.add_photo import add_photo
from twiza.catalog.actions.add_variant import add_variant
from twiza.catalog.actions.claim_designation import claim_designation
from twiza.catalog.actions.count_stock import count_stock
from twiza.catalog.actions.create_product import create_product
from twiza.catalog.actions.drop_designation import drop_designation
from twiza.catalog.actions.edit_photo import edit_photo
from twiza.catalog.actions.edit_product import edit_product
from twiza.catalog.actions.edit_variant import edit_variant
from twiza.catalog.actions.expire_holds import expire_holds
from twiza.catalog.actions.fields import ProductFields, VariantFields
from twiza.catalog.actions.hold_stock import hold_stock
from twiza.catalog.actions.keep_booked_prices import forget_booked_prices, keep_booked_prices
from twiza.catalog.actions.lapse import lapse
from twiza.catalog.actions.load_categories import load_categories
from twiza.catalog.actions.load_designations import load_designations
from twiza.catalog.actions.publish_product import publish_product
from twiza.catalog.actions.put_back import put_back
from twiza.catalog.actions.release_hold import release_hold
from twiza.catalog.actions.remove_photo import remove_photo
from twiza.catalog.actions.sell_directly import sell_directly
from twiza.catalog.actions.sell_stock import sell_stock
from twiza.catalog.actions.send_back_product import send_back_product
from twiza.catalog.actions.set_price import set_price
from twiza.catalog.actions.show_product_again import show_product_again
from twiza.catalog.actions.state_price import state_price
from twiza.catalog.actions.submit_product import submit_product
from twiza.catalog.actions.take_back_product import take_back_product
from twiza.catalog.actions.take_hold import take_hold
from twiza.catalog.actions.withdraw_product import withdraw_product
from twiza.catalog.exchange import (
    FORMATS,
    ImportReport,
    ImportRunCard,
    Reason,
    RowOutcome,
    RowsPage,
    SheetRefused,
    apply_import,
    corrected_sheet,
    dry_run,
    export_catalogue,
    import_rows,
    import_run_card,
    run_import,
    runs_of_cooperative,
    start_import,
    template_sheet,
)
from twiza.catalog.facts import (
    CatalogueImported,
    ProductPublished,
    ProductsChanged,
    ProductSentBack,
    ProductSubmitted,
)
from twiza.catalog.models import DesignationClaim, Photo, Product, Unit, Variant, VatClass
from twiza.catalog.queries.booked import (
    BookedView,
    Difference,
    booked_price,
    count_differing_products,
    difference_of,
    differing_of_cooperative,
    differing_products,
)
from twiza.catalog.queries.categories import (
    categories_named,
    category,
    category_tree,
    designation,
    designations,
    is_food,
    leaf_categories,
    path_of,
    trail,
)
from twiza.catalog.queries.duties import duties_of, missing_for_sale
from twiza.catalog.queries.facets import facets
from twiza.catalog.queries.lists import list_products, product_cards, similar_products, sitemap_products
from twiza.catalog.queries.numbered import found_products, numbered_page
from twiza.catalog.queries.pages import product_page, workshop_product
from twiza.catalog.queries.prices import lowest_of, lowest_price_before, price_history
from twiza.catalog.queries.sale import variants_for_sale
from twiza.catalog.queries.searching import searchable_categories, searchable_products
from twiza.catalog.queries.statements import (
    PartOfPrice,
    PriceView,
    due_of,
    price_statements,
    statement_history,
    statements_of_products,
)
from twiza.catalog.queries.views import (
    CategoryNode,
    ClaimView,
    DesignationCard,
    Facets,
    FacetValue,
    Listing,
    PhotoView,
    PricePoint,
    ProductCard,
    ProductFilter,
    ProductPage,
    SaleVariant,
    SitemapEntry,
    VariantView,
    WaitingProduct,
    WorkshopListing,
    WorkshopProduct,
    WorkshopRow,
)
from twiza.catalog.queries.workshop import count_products_waiting, products_of_cooperative, products_waiting
from twiza.catalog.states import PRODUCT, Status
from twiza.catalog.terms.bounds import FEW_LEFT, MADE_TO_ORDER_AT_MOST, MOST_PHOTOS
from twiza.catalog.terms.duties import OfferDuty
from twiza.catalog.terms.measures import UnitPrice, unit_price
from twiza.catalog.terms.price_parts import PART_LABELS
from twiza.catalog.terms.price_parts import STATED as STATED_PARTS
from twiza.catalog.terms.refusals import (
    AbsurdContent,
    AbsurdLeadTime,
    AbsurdPrice,
    AbsurdShelfLife,
    AbsurdStock,
    AbsurdWarranty,
    AbsurdWeight,
    CertificateExpired,
    CertificateMissing,
    CountBelowHeld,
    HoldGone,
    HoldTaken,
    LastVariant,
    LeadTimeOnStock,
    Missing,
    NameMissing,
    NeedsReview,
    NegativePart,
    NoteMissing,
    NotForSale,
    NotReady,
    OutOfStock,
    PartsFallShort,
    PartsGoBeyond,
    PersonalisedFromStock,
    SkuMissing,
    SkuTaken,
    TextTooLong,
    TooManyPhotos,
    UnknownCategory,
    UnknownDesignation,
    UnknownOrigin,
    UnknownUnit,
    UnknownVatClass,
)

__all__ = [
    "FEW_LEFT",
    "FORMATS",
    "MADE_TO_ORDER_AT_MOST",
    "MOST_PHOTOS",
    "PART_LABELS",
    "PRODUCT",
    "STATED_PARTS",
    "AbsurdContent",
    "AbsurdLeadTime",
    "AbsurdPrice",
    "AbsurdShelfLife",
    "AbsurdStock",
    "AbsurdWarranty",
    "AbsurdWeight",
    "BookedView",
    "CatalogueImported",
    "CategoryNode",
    "CertificateExpired",
    "CertificateMissing",
    "ClaimView",
    "CountBelowHeld",
    "DesignationCard",
    "DesignationClaim",
    "Difference",
    "FacetValue",
    "Facets",
    "HoldGone",
    "HoldTaken",
    "ImportReport",
    "ImportRunCard",
    "LastVariant",
    "LeadTimeOnStock",
    "Listing",
    "Missing",
    "NameMissing",
    "NeedsReview",
    "NegativePart",
    "NotForSale",
    "NotReady",
    "NoteMissing",
    "OfferDuty",
    "OutOfStock",
    "PartOfPrice",
    "PartsFallShort",
    "PartsGoBeyond",
    "PersonalisedFromStock",
    "Photo",
    "PhotoView",
    "PricePoint",
    "PriceView",
    "Product",
    "ProductCard",
    "ProductFields",
    "ProductFilter",
    "ProductPage",
    "ProductPublished",
    "ProductSentBack",
    "ProductSubmitted",
    "ProductsChanged",
    "Reason",
    "RowOutcome",
    "RowsPage",
    "SaleVariant",
    "SheetRefused",
    "SitemapEntry",
    "SkuMissing",
    "SkuTaken",
    "Status",
    "TextTooLong",
    "TooManyPhotos",
    "Unit",
    "UnitPrice",
    "UnknownCategory",
    "UnknownDesignation",
    "UnknownOrigin",
    "UnknownUnit",
    "UnknownVatClass",
    "Variant",
    "VariantFields",
    "VariantView",
    "VatClass",
    "WaitingProduct",
    "WorkshopListing",
    "WorkshopProduct",
    "WorkshopRow",
    "add_photo",
    "add_variant",
    "apply_import",
    "booked_price",
    "categories_named",
    "category",
    "category_tree",
    "claim_designation",
    "claim_of_cooperative",
    "corrected_sheet",
    "count_differing_products",
    "count_products_waiting",
    "count_stock",
    "create_product",
    "designation",
    "designations",
    "difference_of",
    "differing_of_cooperative",
    "differing_products",
    "drop_designation",
    "dry_run",
    "due_of",
    "duties_of",
    "edit_photo",
    "edit_product",
    "edit_variant",
    "expire_holds",
    "export_catalogue",
    "facets",
    "forget_booked_prices",
    "found_products",
    "hold_stock",
    "import_rows",
    "import_run_card",
    "is_food",
    "keep_booked_prices",
    "lapse",
    "leaf_categories",
    "list_products",
    "load_categories",
    "load_designations",
    "lowest_of",
    "lowest_price_before",
    "missing_for_sale",
    "numbered_page",
    "path_of",
    "photo_of_cooperative",
    "price_history",
    "price_statements",
    "product_cards",
    "product_for_desk",
    "product_of_cooperative",
    "product_page",
    "products_of_cooperative",
    "products_waiting",
    "publish_product",
    "put_back",
    "release_hold",
    "remove_photo",
    "run_import",
    "runs_of_cooperative",
    "searchable_categories",
    "searchable_products",
    "sell_directly",
    "sell_stock",
    "send_back_product",
    "set_price",
    "show_product_again",
    "similar_products",
    "sitemap_products",
    "start_import",
    "state_price",
    "statement_history",
    "statements_of_products",
    "submit_product",
    "take_back_product",
    "take_hold",
    "template_sheet",
    "trail",
    "unit_price",
    "variant_of_cooperative",
    "variants_for_sale",
    "withdraw_product",
    "workshop_product",
]
