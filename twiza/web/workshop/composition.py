"""Where the money of a price goes, as the cooperative states it: what the platform takes is known, the rest is hers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from twiza.catalog import api as catalog
from twiza.commission import api as commission
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.web.kit.forms import MoneyField
from twiza.web.kit.gate import now
from twiza.web.workshop.forms.base import WorkshopForm
from twiza.web.workshop.roles import TeamRequest, manages
from twiza.web.workshop.room import back, room


class CompositionForm(WorkshopForm):
    """Dirhams of one; what is left empty is nothing."""

    work = MoneyField(
        label=_("The members (dirhams)"), required=False, help_text=_("Their work, and the goods they bring.")
    )
    materials = MoneyField(label=_("Materials bought (dirhams)"), required=False)
    packaging = MoneyField(label=_("Packaging (dirhams)"), required=False)
    share = MoneyField(
        label=_("The cooperative itself (dirhams)"),
        required=False,
        help_text=_("Its costs, its reserve, what is shared at the end of the year."),
    )

    def parts(self) -> dict[str, int]:
        return {f"{name}_centimes": self.cleaned_data[name] or 0 for name in catalog.STATED_PARTS}


@manages
def composition(request: TeamRequest, cooperative: Any, variant_id: int) -> HttpResponse:
    """“Compute” answers with what is still to be shared out; “keep” keeps it where nothing is."""
    row = catalog.variant_of_cooperative(cooperative.pk, variant_id)
    moment = now()
    path, price = catalog.path_of(row.product.category_id), row.price_centimes
    taken = commission.explain(commission.Sold(cooperative.pk, path, price), on=day_of(moment))
    history = catalog.statement_history(row.pk)
    vat, due = catalog.due_of(
        price,
        vat_class=row.product.vat_class,
        platform_centimes=taken.commission.with_vat_centimes,
        on=day_of(moment),
    )
    current = history[0] if history else None
    initial = {name: getattr(current, f"{name}_centimes") for name in catalog.STATED_PARTS} if current else {}
    form = CompositionForm(request.POST or None, initial=initial)
    rest = due - sum(initial.values()) or None if initial else None
    if request.method == "POST" and form.is_valid():
        parts = form.parts()
        rest = due - sum(parts.values())
        if "keep" in request.POST:
            try:
                catalog.state_price(
                    variant=row,
                    **parts,
                    commission_centimes=taken.commission.centimes,
                    commission_vat_centimes=taken.commission.vat_centimes,
                    by=request.user,
                    now=moment,
                )
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, str(_("Kept. Its page shows it from now on.")))
                return back("product", cooperative, row.product_id)
    return room(
        request,
        cooperative,
        "composition",
        tab="products",
        status=422 if form.errors else 200,
        form=form,
        product=row.product,
        variant=row,
        taken=taken,
        vat=vat,
        due=due,
        rest=rest,
        over=-rest if rest is not None and rest < 0 else None,
        members=form.cleaned_data.get("work") if rest == 0 else None,
        history=history,
        booked=catalog.booked_price(row.product_id),
    )
