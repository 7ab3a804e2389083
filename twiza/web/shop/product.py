"""One product: pictures, price, who makes it, what it costs to have it here, until when it can be returned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.delivery import api as delivery
from twiza.kernel.periods import day_of
from twiza.kernel.text import pick, pick_language
from twiza.law import api as law
from twiza.mediation import api as mediation
from twiza.reviews import api as reviews
from twiza.web.kit.forms import CommuneField, Form
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop import linked_data, shelves
from twiza.web.shop.head import head
from twiza.web.shop.prices import spark
from twiza.web.shop.reaches import reaches

REVIEWS_SHOWN = 3
LOOKED_BACK = 30  # days, as for a struck price: catalog.lowest_price_before


class PlaceForm(Form):
    """Where to, and which variant: a question to a page that caches keep, hence a GET."""

    commune = CommuneField(required=False)
    variant = forms.IntegerField(required=False, min_value=1, max_value=2**62)


@require_safe
@cached(parameters=["commune", "variant"])
def product(request: HttpRequest, slug: str) -> HttpResponse:
    page, moment = catalog.product_page(slug), now()
    today, language = day_of(moment), get_language() or "ar"
    seller, is_open = cooperatives.seller_on(page.cooperative_id, on=today)
    kind = shelves.kind_of(page.trail[-1].code) if page.trail else "craft"
    crumbs = _crumbs(page, language)
    picture = page.photos[0].image.fallback if page.photos else f"{reverse('zellige', args=[page.slug])}?kind={kind}"
    returns = law.rule("consumer.withdrawal_days", on=today)
    excepted = law.withdrawal_exception(personalised=page.personalised, perishable=page.perishable, on=today)
    similar = catalog.similar_products(page, most=4)
    summary = reviews.summary_of_products([page.id]).get(page.id)
    return render(
        request,
        "shop/product.html",
        {
            "product": page,
            "kind": kind,
            "kinds": shelves.kinds(card.category_code for card in similar),
            "crumbs": crumbs,
            "moments": " ".join(f"product:{node.code}" for node in reversed(page.trail)),
            "seller": seller,
            "mentions": law.rule("trade.cooperative_mentions", on=today),
            "is_open": is_open,
            "similar": similar,
            "excepted": excepted,
            "seed": page.slug,
            "description": _description(page, language),
            "first_variant": next((v.id for v in page.variants if v.available), None),
            "low_stock": _low_stock(page),
            "returns": returns,
            "exceptions": law.rule("consumer.withdrawal_exceptions", on=today),
            "guarantee": law.rule("consumer.defect_action_days", on=today),
            "refund": law.rule("consumer.refund_days", on=today),
            "included": law.rule("consumer.price_all_included", on=today),
            "vat": law.rule(f"trade.vat_{page.vat_class}", on=today),
            "return_until": law.withdrawal(today, confirmed_on=today).until,
            "history": _history(page, moment),
            "reaches": reaches(page, moment),
            "warnings": mediation.warnings_of_products([page.id])[page.id],
            "summary": summary,
            "reviews": reviews.reviews_of_product(page.id, page_size=REVIEWS_SHOWN).items if summary else [],
            "head": head(
                request,
                title=pick(page.names, language),
                description=pick(page.descriptions, language) or pick(page.names, language),
                image=picture,
                kind="product",
                linked=[
                    linked_data.breadcrumbs(crumbs),
                    linked_data.product(
                        page,
                        language=language,
                        url=request.path,
                        image=picture,
                        returns=None if excepted else returns,
                        rating=summary,
                    ),
                ],
            ),
        }
        | _delivery(request, page, seller, moment),
    )


def _crumbs(page: catalog.ProductPage, language: str) -> list[tuple[str, str]]:
    trail = [(reverse("shop:category", args=[node.code]), pick(node.names, language)) for node in page.trail]
    return [(reverse("shop:home"), _("The market")), *trail, ("", pick(page.names, language))]


def _description(page: catalog.ProductPage, language: str) -> list[tuple[str, str]]:
    """The text in the reader's language or the nearest, with the language it is in."""
    text = pick(page.descriptions, language)
    return [(pick_language(page.descriptions, language), text)] if text else []


def _low_stock(page: catalog.ProductPage) -> int:
    """How many are left, where that is worth saying and there is one variant to say it of; else 0."""
    if page.made_to_order or len(page.variants) != 1:
        return 0
    left = page.variants[0].available
    return left if left <= catalog.FEW_LEFT else 0


def _history(page: catalog.ProductPage, moment: datetime) -> dict[str, Any]:
    """The prices ever shown of the cheapest variant, as a table and a line; the lowest of late."""
    if not page.variants:
        return {}
    points = catalog.price_history(page.variants[0].id)
    return {
        "points": points[::-1][:12],
        "spark": spark(points, moment),
        "lowest": catalog.lowest_of(points, moment=moment, days=LOOKED_BACK),
        "days": LOOKED_BACK,
    }


def _delivery(
    request: HttpRequest, page: catalog.ProductPage, seller: dict[str, Any], moment: datetime
) -> dict[str, Any]:
    """What it costs to bring one piece to the commune that was asked for."""
    if not request.GET.get("commune"):
        return {"place": PlaceForm()}
    form = PlaceForm(request.GET)
    if not form.is_valid() or not page.variants:
        return {"place": form}
    variant = next((v for v in page.variants if v.id == form.cleaned_data["variant"]), page.variants[0])
    card = cooperatives.cooperative_card(page.cooperative_id, on=day_of(moment))
    quotes = delivery.quotes_for(
        sender_commune=seller["commune_code"],
        commune=form.cleaned_data["commune"].code,
        grams=variant.weight_grams,
        goods_centimes=variant.price_centimes,
        cash=True,
        on=day_of(moment),
        by_hand=bool(card and card.hand_delivery),
    )
    return {"place": form, "destination": form.cleaned_data["commune"], "quotes": quotes, "asked_variant": variant.id}
