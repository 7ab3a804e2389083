"""One product, whole: for its public page, for its cooperative and for the desk."""

from __future__ import annotations

from django.db.models import QuerySet

from twiza.catalog.models import DesignationClaim, Product, Variant
from twiza.catalog.queries.booked import booked_view
from twiza.catalog.queries.categories import trail
from twiza.catalog.queries.duties import look, seller_of
from twiza.catalog.queries.lists import public_products
from twiza.catalog.queries.sale import variant_view
from twiza.catalog.queries.statements import statements_among, with_statements
from twiza.catalog.queries.views import ClaimView, PhotoView, ProductPage, WorkshopProduct
from twiza.catalog.states import COOPERATIVE, DESK, PRODUCT
from twiza.freshness.api import note
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import image_set


def product_page(slug: str) -> ProductPage:
    """A published product; NotFound otherwise. Four queries."""
    product = _with_page(public_products()).filter(slug=slug).first()
    if product is None:
        raise NotFound()
    note(f"product:{product.pk}", f"left:{product.pk}", f"cooperative:{product.cooperative_id}")
    active = product.variants.filter(active=True).order_by("price_centimes", "position", "id")
    variants = list(with_statements(active))
    return _page(product, variants, [claim for claim in _claims(product) if not claim.lapsed])


def workshop_product(product: Product) -> WorkshopProduct:
    """Everything of a product in any state, for those who hold it (see `access`). Four queries."""
    product = _with_page(Product.objects.all()).get(pk=product.pk)
    variants, claims = list(with_statements(product.variants.all())), _claims(product)
    duties = list(look(product, [v for v in variants if v.active], claims, seller_of(product)))
    verbs = PRODUCT.open_to(product.status, COOPERATIVE)
    if product.needs_review and "show_again" in verbs:
        verbs.remove("show_again")
    return WorkshopProduct(
        page=_page(product, variants, claims),
        status=product.status,
        review_note=product.review_note,
        needs_review=product.needs_review,
        missing=[lack for duty in duties for lack in duty.missing],
        duties=duties,
        verbs=verbs,
        desk_verbs=PRODUCT.open_to(product.status, DESK),
        submitted_at=product.submitted_at,
    )


def _with_page(products: QuerySet[Product]) -> QuerySet[Product]:
    return products.select_related("cooperative", "origin__province__region", "booked")


def _claims(product: Product) -> list[DesignationClaim]:
    return list(product.designations.select_related("designation"))


def _page(product: Product, variants: list[Variant], claims: list[DesignationClaim]) -> ProductPage:
    origin, booked = product.origin, getattr(product, "booked", None)
    return ProductPage(
        id=product.pk,
        slug=product.slug,
        names=product.names,
        descriptions=product.descriptions,
        compositions=product.compositions,
        cooperative_id=product.cooperative_id,
        cooperative_slug=product.cooperative.slug,
        cooperative_names=product.cooperative.names,
        trail=trail(product.category_id),
        commune_code=product.origin_id,
        commune_names=origin.names if origin else {},
        province_names=origin.province.names if origin else {},
        region_code=origin.province.region_id if origin else None,
        region_names=origin.province.region.names if origin else {},
        vat_class=product.vat_class,
        perishable=product.perishable,
        shelf_life_days=product.shelf_life_days,
        made_to_order=product.made_to_order,
        lead_days=product.lead_days,
        personalised=product.personalised,
        warranty_months=product.warranty_months,
        warranty_terms=product.warranty_terms,
        price_centimes=product.lowest_price_centimes,
        in_stock=product.in_stock,
        variants=[variant_view(variant, product) for variant in variants],
        photos=[
            PhotoView(photo.pk, image_set(photo.image), photo.alt) for photo in product.photos.select_related("image")
        ],
        claims=[
            ClaimView(
                id=claim.pk,
                code=claim.designation_id,
                sign=claim.designation.sign,
                names=claim.designation.names,
                certificate_number=claim.certificate_number,
                body=claim.body,
                valid_until=claim.valid_until,
                lapsed=claim.lapsed,
            )
            for claim in claims
        ],
        published_at=product.published_at,
        changed_at=product.changed_at,
        statements=statements_among(variants),
        booked=booked_view(booked) if booked else None,
        statement_differs=bool(booked and booked.differs),
    )
