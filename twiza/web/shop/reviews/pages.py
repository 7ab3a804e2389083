"""Reviews of a product for everybody; writing one, for whoever received the line."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from twiza.catalog import api as catalog
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.kernel.text import pick
from twiza.law.api import rule
from twiza.ordering import api as ordering
from twiza.people.api import client_address
from twiza.plumbing.api import take_in_image
from twiza.reviews import api as reviews
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop.head import head
from twiza.web.shop.keyset import after_text
from twiza.web.shop.reviews.forms import ReviewForm


@require_safe
@cached(parameters=["order", "after"])
def of_product(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them, newest first unless the reader chose otherwise."""
    page = catalog.product_page(slug)
    order = request.GET.get("order", "")
    order = order if order in dict(reviews.sorts()) else reviews.Sort.NEWEST
    shown = reviews.reviews_of_product(page.id, order=order, after=after_text(request))
    return render(
        request,
        "shop/reviews/product.html",
        {
            "product": page,
            "page": shown,
            "summary": reviews.summary_of_products([page.id]).get(page.id),
            "sorts": reviews.sorts(),
            "order": order,
            "rule": rule("house.reviews", on=day_of(now())),
            "head": head(
                request,
                title=_("Reviews of %(name)s") % {"name": pick(page.names, get_language() or "ar")},
                description=_("What people say who received it."),
            ),
        },
    )


def _order(request: HttpRequest, number: str, secret: str) -> Any:
    """The order, of its buyer or of whoever holds its link; NotFound for a stranger."""
    if secret:
        return ordering.order_by_secret(number, secret)
    if not request.user.is_authenticated:
        raise NotFound(number)
    return ordering.order_of_buyer(request.user, number)


def _back(order: Any, secret: str) -> HttpResponse:
    if secret:
        return redirect("shop:reviews_of_order_by_link", order.number, secret)
    return redirect("shop:reviews_of_order", order.number)


@never_cache
@require_GET
def of_order(request: HttpRequest, number: str, secret: str = "") -> HttpResponse:
    """What of this order can be reviewed, and what was said of it."""
    order = _order(request, number, secret)
    lines = reviews.may_review(order, now=now())
    return render(request, "shop/reviews/order.html", {"order": order, "secret": secret, "lines": lines})


@never_cache
def write(request: HttpRequest, number: str, line_id: int, secret: str = "") -> HttpResponse:
    """Write it, or change it while that is open."""
    order = _order(request, number, secret)
    line = next((each for each in reviews.may_review(order, now=now()) if each.line_id == line_id), None)
    if line is None:
        raise NotFound(line_id)
    if not (line.may or line.may_edit):
        if line.words:
            messages.info(request, str(line.words))
        return _back(order, secret)
    form = ReviewForm(request.POST or None, request.FILES or None, initial=_initial(line.mine))
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, order, line, form.cleaned_data)
        except Refusal as refusal:
            form.add_error("photos" if refusal.field == "photo" else None, str(refusal))
        else:
            messages.success(request, _("Thank you. It stands on the product's page."))
            return _back(order, secret)
    status = 422 if form.errors else 200
    shown = {"order": order, "secret": secret, "line": line, "form": form}
    return render(request, "shop/reviews/write.html", shown, status=status)


def _initial(mine: reviews.ReviewView | None) -> dict[str, Any]:
    if mine is None:
        return {"language": get_language() or "ar", "sign": True}
    return {"stars": str(mine.stars), "text": mine.text, "language": mine.language, "sign": bool(mine.signed)}


def _keep(request: HttpRequest, order: Any, line: reviews.LineToReview, typed: dict[str, Any]) -> None:
    photos = [take_in_image(file) for file in typed["photos"]]
    said = {"stars": int(typed["stars"]), "text": typed["text"], "language": typed["language"], "sign": typed["sign"]}
    if line.mine:
        found = reviews.review_of_order(order, line.line_id)
        reviews.edit_review(review=found, photos=photos or None, now=now(), **said)
        return
    agent = request.headers.get("User-Agent", "") + request.headers.get("Accept-Language", "")
    network, device = reviews.traces_of(client=client_address(request), agent=agent)
    bought = reviews.line_of_order(order, line.line_id)
    reviews.write_review(line=bought, photos=photos, network=network, device=device, now=now(), **said)


@never_cache
@require_POST
def take_back(request: HttpRequest, number: str, line_id: int, secret: str = "") -> HttpResponse:
    order = _order(request, number, secret)
    found = reviews.review_of_order(order, line_id)
    try:
        person = request.user if request.user.is_authenticated else None
        reviews.take_back_review(review=found, by=person, now=now())
        messages.success(request, _("You took it back. Only the day remains in its place."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return _back(order, secret)
