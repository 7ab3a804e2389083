"""What `make bench` measures against: a constant page behind all our middleware, and four queries with a template.

Only where TWIZA_DEV or TWIZA_BENCH says so. Neither is kept: they are what a page costs at the least.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

CONSTANT = b"<!doctype html><title>constant</title>" + b"<p>0123456789abcdef</p>\n" * 831
CONSTANT = CONSTANT[:20_000]
_newest: list[int] = []


@require_safe
def constant(request: HttpRequest) -> HttpResponse:
    """20,000 bytes that nobody computes."""
    return HttpResponse(CONSTANT)


@require_safe
def four_queries(request: HttpRequest) -> HttpResponse:
    """Four rows or ranges by their index, and a template of the house of about 20 kB; which product: `?n=`."""

    def rows(context: str, model: str) -> Any:
        return apps.get_model(context, model)._default_manager

    if not _newest:
        _newest.append(rows("catalog", "Product").aggregate(n=Max("pk"))["n"] or 0)
    typed = request.GET.get("n", "")
    wanted = int(typed) % (_newest[0] + 1) if typed.isdecimal() and len(typed) < 16 else _newest[0]
    product = rows("catalog", "Product").filter(pk__gte=wanted).order_by("pk").first()
    variants = list(rows("catalog", "Variant").filter(product=product).order_by("position", "id"))
    seller = rows("cooperatives", "Cooperative").filter(pk=product.cooperative_id).first() if product else None
    others = list(rows("catalog", "Product").filter(pk__gte=wanted).order_by("pk")[:24])
    shown = {"product": product, "variants": variants, "seller": seller, "others": others, "lines": range(60)}
    return render(request, "dev/four_queries.html", shown)
