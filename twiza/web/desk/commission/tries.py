"""What a sale would cost, and whose statement of a price the books do not bear out."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from twiza.catalog import api as catalog
from twiza.commission import api as commission
from twiza.kernel.periods import day_of
from twiza.law import api as law
from twiza.web.desk.commission.forms import TryForm
from twiza.web.desk.commission.rules import row, show
from twiza.web.desk.hall import DeskRequest
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of


@desk_only
def try_out(request: DeskRequest) -> HttpResponse:
    """A question, hence a GET: nothing is written."""
    asked = any(request.GET.get(name) for name in TryForm.base_fields)
    form = TryForm(request.GET) if asked else TryForm(initial={"on": day_of(now())})
    shown: dict[str, Any] = {}
    if asked and form.is_valid():
        value = form.cleaned_data
        sold = commission.Sold(value["cooperative"].id, value["category_path"], value["total"])
        said = commission.explain(sold, on=value["on"])
        labels = [commission.TRAIT_LABELS[trait] for trait in said.commission.traits]
        best = row(said.rule) if said.rule else None
        shown = {"said": said, "sold": sold, "best": best, "others": [row(r) for r in said.others], "traits": labels}
    return show(request, "try", status=422 if form.errors else 200, form=form, **shown)


@desk_only
def differences(request: DeskRequest) -> HttpResponse:
    rows, after = catalog.differing_products(after=after_of(request))
    stated = catalog.statements_of_products(row.product_id for row in rows)
    most = law.rule("house.price_difference_share", on=day_of(now()))
    shown = [(row, stated.get(row.product_id, [])) for row in rows]
    return show(request, "differences", rows=shown, next=after, most=most)
