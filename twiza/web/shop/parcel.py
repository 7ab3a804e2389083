"""What the QR of a parcel opens for whoever holds it: one field for the buyer's code, and how much to collect."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from twiza.delivery import api as delivery
from twiza.kernel.refusals import Refusal
from twiza.ordering import api as ordering
from twiza.web.kit.forms import DigitsField, Form
from twiza.web.kit.gate import now


class CodeForm(Form):
    code = DigitsField(
        max_length=12, label=_("The buyer's code"), help_text=_("Six digits: the buyer reads them to you at the door.")
    )


@never_cache
def parcel(request: HttpRequest, number: str) -> HttpResponse:
    """Deliver by the code. Nothing of the buyer is shown but the sum to collect: the label says the rest."""
    shipment = delivery.shipment_by_number(number)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            delivery.deliver_with_code(shipment=shipment, code=form.cleaned_data["code"], now=now())
            ordering.follow_parcel(reference=shipment.reference, now=now())
            messages.success(request, _("Delivered. Thank you."))
            return redirect("shop:parcel", number)
        except Refusal as refusal:
            form.refuse(refusal)
    card = delivery.shipment_card(shipment.reference)
    open_to = card.verbs("carrier") if card else []
    return render(request, "shop/parcel.html", {"form": form, "parcel": card, "can_deliver": "deliver" in open_to})
