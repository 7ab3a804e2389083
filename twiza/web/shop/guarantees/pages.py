"""A claim under the guarantee: asked, answered, agreed or handed on; and a parcel given up for being late."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from twiza.clocks.api import clocks_of
from twiza.conversations.api import take_in_photo
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.ordering import api as ordering
from twiza.plumbing.api import file_card, open_file
from twiza.protection import api as protection
from twiza.web.kit.gate import now
from twiza.web.kit.photos import seal, take_in
from twiza.web.shop.guarantees.forms import ClaimForm
from twiza.web.shop.mine import Mine, mine


@never_cache
def new(request: HttpRequest, number: str, part: str, secret: str = "") -> HttpResponse:
    """One page. Photos are taken in first: a form that is refused keeps them. Twice pressed is once claimed."""
    yours = mine(request, number, secret)
    row, moment = yours.part(part), now()
    rights = protection.rights_of_part(row, now=moment)
    today, kept = day_of(moment), []
    if request.method != "POST":
        form = ClaimForm(rights, today=today, initial={"key": uuid4().hex})
    else:
        form = ClaimForm(rights, request.POST, request.FILES, today=today)
        right, kept = form.is_valid(), form.kept_photos()
        try:
            kept = kept + take_in(form.cleaned_data.get("photos", []), lambda file: take_in_photo(file, now=moment))
            if right:
                return _claim(yours, row, form, kept, moment)
        except Refusal as refusal:
            form.refuse(refusal)
    shown = {
        "here": yours.here,
        "order": yours.order,
        "part": ordering.part_view(row, now=moment),
        "rights": rights,
        "form": form,
        "kept": seal(kept),
        "photos": len(kept),
    }
    return render(request, "shop/guarantees/new.html", shown, status=422 if form.errors else 200)


def _claim(yours: Mine, row: Any, form: ClaimForm, photos: list[int], moment: Any) -> HttpResponse:
    value = form.cleaned_data
    made = protection.claim_guarantee(
        part=row,
        line_id=value["line"],
        quantity=value["quantity"],
        kind=value["kind"],
        defect=value["defect"],
        found_on=value["found_on"],
        text=value["text"],
        photos=photos,
        remedy=value["remedy"],
        refund_way=value["refund_way"] if form.sends_money(value) else "",
        payee=form.payee,
        key=f"{row.number}:{value['key']}",
        by=yours.person,
        now=moment,
    )
    return yours.to(f"guarantees/{made.number}/")


@never_cache
@require_GET
def claim(request: HttpRequest, number: str, claim: str, secret: str = "") -> HttpResponse:
    yours, moment = mine(request, number, secret), now()
    view = protection.claim_view(protection.claim_of_order(yours.order, claim), now=moment)
    subject = f"part:{view.part_number}"
    shown = {
        "here": yours.here,
        "secret": secret,
        "order": yours.order,
        "claim": view,
        "clocks": [c for c in clocks_of([subject], now=moment).get(subject, ()) if view.number in c.reference],
    }
    return render(request, "shop/guarantees/claim.html", shown)


DEEDS: dict[str, tuple[Any, Any]] = {
    "take": (
        lambda row, by, at: protection.answer_offer(claim=row, take=True, by=by, now=at),
        _("Agreed. The cooperative carries it out, and a clock runs until it is done."),
    ),
    "turn-down": (
        lambda row, by, at: protection.answer_offer(claim=row, take=False, by=by, now=at),
        _("You did not take the offer. You can make it a complaint now."),
    ),
    "take-refund": (
        lambda row, by, at: protection.take_refund(claim=row, by=by, now=at),
        _("Your money comes back to you."),
    ),
    "drop": (
        lambda row, by, at: protection.drop_claim(claim=row, by=by, now=at),
        _("The claim is off."),
    ),
}


@never_cache
@require_POST
def do(request: HttpRequest, number: str, claim: str, deed: str, secret: str = "") -> HttpResponse:
    """Take the cooperative's offer or not, take the refund after its silence, or let the claim drop."""
    yours = mine(request, number, secret)
    row = protection.claim_of_order(yours.order, claim)
    if deed not in DEEDS:
        raise NotFound(deed)
    act, said = DEEDS[deed]
    try:
        act(row, yours.person, now())
        messages.success(request, str(said))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return yours.to(f"guarantees/{row.number}/")


@never_cache
@require_GET
def photo(request: HttpRequest, number: str, claim: str, n: int, secret: str = "") -> HttpResponse:
    yours = mine(request, number, secret)
    return picture(protection.claim_of_order(yours.order, claim).photos, n)


def picture(photos: list[int], n: int) -> HttpResponse:
    """The photo of that place in the list, for whoever was let in to what it belongs to."""
    if not 1 <= n <= len(photos):
        raise NotFound(n)
    card = file_card(photos[n - 1])
    if card is None:  # it was forgotten with its giver
        raise NotFound(n)
    headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(open_file(photos[n - 1]), content_type=card.media_type, headers=headers)


@never_cache
def late(request: HttpRequest, number: str, part: str, secret: str = "") -> HttpResponse:
    """What the law gives when a parcel is too late: wait, or give it up and have the money back."""
    yours, moment = mine(request, number, secret), now()
    row = yours.part(part)
    if request.method == "POST":
        try:
            protection.rescind_for_lateness(part=row, by=yours.person, now=moment)
            messages.success(request, _("You gave this parcel up. What you paid for it comes back to you."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return yours.to(f"late/{row.number}/")
    shown = {
        "here": yours.here,
        "order": yours.order,
        "part": ordering.part_view(row, now=moment),
        "rights": protection.rights_of_part(row, now=moment),
        "duties": protection.duties_of_part(row, now=moment),
    }
    return render(request, "shop/guarantees/late.html", shown)
