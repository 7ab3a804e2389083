"""What the law asks an offer to say, and what it does not say yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.catalog.models import DesignationClaim, Product, Variant
from twiza.catalog.queries.categories import is_food
from twiza.catalog.terms.duties import OfferDuty
from twiza.catalog.terms.refusals import Missing
from twiza.cooperatives.api import seller_terms, terms_of
from twiza.law.api import history

UNSORTED = "other"  # where an import puts what it can't place; which duties apply is not known there
READ = ("ar", "fr")  # one of these is what a buyer reads (art. 206: Arabic, or a translation into it)

OF_SELLER = {  # what the laws call it, by what `seller_terms` holds
    "names": _("The cooperative's papers lack its name."),
    "seat": _("The cooperative's papers lack its seat: the address buyers write to."),
    "court": _("The cooperative's papers lack the court of its register."),
    "registration_number": _("The cooperative's papers lack its registration number."),
    "phone": _("The cooperative's papers lack a phone that answers."),
}
COLUMN_OF_MENTION = {"name": "names"}


def duties_of(product: Product) -> list[OfferDuty]:
    """Every duty of information on this offer, met or not: law 31-08 arts. 3–5, 23, 29, 30 and 32, decree 2-12-503,
    law 112-12 art. 12 (who sells), law 25-06 (protected names). Three queries.

    A few cannot be left to the cooperative, because the market's own pages do them for every offer: `by` is then
    `market`, and they are always met.
    """
    variants, claims = list(product.variants.filter(active=True)), list(product.designations.all())
    return list(look(product, variants, claims, seller_terms(product.cooperative_id)))


def missing_for_sale(product: Product) -> list[Missing]:
    """What the product lacks to be sold, a field and a sentence each; empty when it is ready. Three queries."""
    return [lack for duty in duties_of(product) for lack in duty.missing]


def seller_of(product: Product) -> Mapping[str, Any]:
    """Who sells, of a product whose cooperative was fetched with it."""
    return terms_of(product.cooperative)


def look(
    product: Product, variants: Sequence[Variant], claims: Sequence[DesignationClaim], seller: Mapping[str, Any]
) -> Iterator[OfferDuty]:
    """`duties_of`, of rows that were fetched already; `variants` are the active ones."""
    food = is_food(product.category_id)
    texts = {lack.field: lack for lack in of_texts(product)}
    goods = {lack.field: lack for lack in _of_variants(product, variants, food)}

    def of(*fields: str) -> tuple[Missing, ...]:
        return tuple((texts | goods)[field] for field in fields if field in texts or field in goods)

    def duty(rule_id: str, words: Any, *missing: Missing, by: str = "cooperative", note: Any = "") -> OfferDuty:
        return OfferDuty(rule_id=rule_id, words=words, missing=missing, by=by, note=note)

    yield duty(
        "consumer.essential_characteristics",
        _("What it is, and what it is made of"),
        *of("names", "descriptions", "category", "compositions", "labels"),
    )
    yield duty("consumer.origin", _("Where it is made"), *of("origin"))
    yield duty("consumer.use_by_date", _("How long it keeps"), *of("shelf_life_days", "best_before"))
    yield duty("consumer.price_all_included", _("The whole price, in dirhams"), *of("variants"))
    yield duty(
        "consumer.unit_price", _("How much is in it, and the price of a litre or a kilogram"), *of("content_amount")
    )
    yield duty("consumer.delivery_cost_apart", _("What delivery costs"), *of("weight_grams"))
    yield duty("consumer.delivery_time", _("When it can be there"), *of("lead_days"))
    yield duty(
        "consumer.supplier_identity",
        _("Who sells, where, and how to reach it"),
        *_of_seller(seller),
        note=""
        if seller["email"]
        else _("It has no e-mail: buyers reach it by phone and by the messages of the order."),
    )
    yield duty("consumer.withdrawal_days", _("Whether the buyer may change her mind"), note=_withdrawal(product))
    yield duty(
        "consumer.warranty_document", _("Its warranty, in writing"), *of("warranty_terms"), note=_warranty(product)
    )
    yield duty(
        "trade.designation_certificate",
        _("Its protected names, by right"),
        *_of_claims(claims),
    )
    yield from OF_THE_MARKET


OF_THE_MARKET = tuple(
    OfferDuty(rule_id=rule_id, words=words, missing=(), by="market", note="")
    for rule_id, words in (
        ("consumer.offer_validity", _("How long the price holds: as long as it is shown; ordered, it does not change")),
        (
            "consumer.information_duties",
            _("How to pay and be delivered, with no surcharge for buying at a distance"),
        ),
        ("consumer.advertising_recognisable", _("That it is an offer to sell, and whose")),
        ("consumer.terms_accepted", _("The terms of sale, accepted before the order")),
        ("consumer.check_and_correct", _("A last look before the order, to correct it")),
        ("consumer.written_confirmation", _("A written confirmation, before the parcel arrives")),
        ("consumer.receipt", _("An invoice for every purchase")),
    )
)


def of_texts(product: Product) -> Iterator[Missing]:
    """What the product's own texts and numbers lack, whatever its variants are."""
    if not any(product.names.get(language) for language in READ):
        yield Missing("names", _("Give its name in Arabic or in French."))
    if not product.descriptions:
        yield Missing("descriptions", _("Describe it: what it is, how it is made, how it is used or kept."))
    if product.category_id == UNSORTED:
        yield Missing("category", _("Choose its kind of product: “other” says too little."))
    if is_food(product.category_id) and not product.compositions:
        yield Missing("compositions", _("Food: say what it is made of."))
    if not product.origin_id:
        yield Missing("origin", _("Say in which commune it is made."))
    if product.made_to_order and not product.lead_days:
        yield Missing("lead_days", _("Made to order: say how many days it takes to make."))
    if product.warranty_months and not any(product.warranty_terms.get(language) for language in READ):
        yield Missing("warranty_terms", _("Its warranty: write in Arabic or French what it covers and how to use it."))


def _of_variants(product: Product, variants: Sequence[Variant], food: bool) -> Iterator[Missing]:
    if not variants:
        yield Missing("variants", _("Add at least one variant with its price."), "variants")
    if any(v.weight_grams < 1 for v in variants):
        sentence = _("Give the weight with packing of each variant: delivery is charged by it.")
        yield Missing("weight_grams", sentence, "variants")
    if food and any(v.content_unit not in ("g", "ml") for v in variants):
        sentence = _("Food: give the net content of each variant in grams or millilitres.")
        yield Missing("content_amount", sentence, "variants")
    undated = product.shelf_life_days is None and any(v.best_before is None for v in variants)
    if variants and (food or product.perishable) and undated:
        yield Missing("shelf_life_days", _("Give its shelf life, or the best-before date of each variant."))
    if variants and all(v.outdated for v in variants):
        yield Missing("best_before", _("Its best-before date has passed."), "variants")
    told_apart = {(v.content_amount, v.content_unit, *sorted(v.labels.items())) for v in variants}
    if len(told_apart) < len(variants):
        yield Missing("labels", _("Give each variant a name or a content that tells it apart."), "variants")


def _of_claims(claims: Sequence[DesignationClaim]) -> Iterator[Missing]:
    if any(claim.lapsed for claim in claims):
        sentence = _("A certificate has expired: renew it, or drop the protected designation.")
        yield Missing("designation", sentence, "claims")


def _of_seller(seller: Mapping[str, Any]) -> Iterator[Missing]:
    """What law 112-12 art. 12 wants on every document, and law 31-08 art. 29 in every offer."""
    mentions = history("trade.cooperative_mentions")[-1].value
    for field in (*(COLUMN_OF_MENTION.get(mention, mention) for mention in mentions), "phone"):
        if not seller[field]:
            yield Missing(field, OF_SELLER[field], "cooperative")


def _withdrawal(product: Product) -> Any:
    if product.personalised:
        return _("No: it is made to her own measures or wishes, and the page says so.")
    if product.perishable:
        return _("No: it spoils quickly, and the page says so.")
    return _("Yes, and the page says until when.")


def _warranty(product: Product) -> Any:
    return "" if product.warranty_months else _("None is promised: the guarantee of the law holds all the same.")
