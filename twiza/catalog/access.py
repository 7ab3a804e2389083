"""Who may have what: a stranger finds nothing."""

from __future__ import annotations

from twiza.catalog.models import DesignationClaim, Photo, Product, Variant
from twiza.catalog.states import Status
from twiza.kernel.refusals import NotFound


def product_of_cooperative(cooperative_id: int, product_id: int) -> Product:
    """A product of that cooperative, in any state. (The cooperative itself comes from `cooperative_of_team`.)"""
    product = Product.objects.filter(cooperative=cooperative_id, pk=product_id).first()
    if product is None:
        raise NotFound()
    return product


def variant_of_cooperative(cooperative_id: int, variant_id: int) -> Variant:
    variant = Variant.objects.filter(cooperative=cooperative_id, pk=variant_id).select_related("product").first()
    if variant is None:
        raise NotFound()
    return variant


def photo_of_cooperative(cooperative_id: int, photo_id: int) -> Photo:
    photo = Photo.objects.filter(product__cooperative=cooperative_id, pk=photo_id).select_related("product").first()
    if photo is None:
        raise NotFound()
    return photo


def claim_of_cooperative(cooperative_id: int, claim_id: int) -> DesignationClaim:
    claims = DesignationClaim.objects.filter(product__cooperative=cooperative_id, pk=claim_id)
    claim = claims.select_related("product").first()
    if claim is None:
        raise NotFound()
    return claim


def product_for_desk(product_id: int) -> Product:
    """A product that the desk may look at: any but a draft, which is nobody else's business yet."""
    product = Product.objects.exclude(status=Status.DRAFT).filter(pk=product_id).first()
    if product is None:
        raise NotFound()
    return product
