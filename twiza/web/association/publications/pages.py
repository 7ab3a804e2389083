"""Guides and warnings, written in three languages, looked at before they are published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.web.association.gate import AdviserRequest, reads, works
from twiza.web.association.hall import back, do, hall
from twiza.web.association.products import ProductsField
from twiza.web.kit.forms import LANGUAGE_LABELS, Form, TextsField
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of

LANGUAGES = ("ar", "fr", "en")


class PublicationForm(Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), widget=forms.RadioSelect, choices=mediation.PublicationKind.choices
    )
    titles = TextsField(label=gettext_lazy("Title"), languages=LANGUAGES, max_length=160)
    bodies = TextsField(label=gettext_lazy("Text"), languages=LANGUAGES, long=True, max_length=20_000)
    products = ProductsField(
        label=gettext_lazy("Products it is about"),
        required=False,
        help_text=gettext_lazy("The addresses of their pages, one a line. A warning is shown there."),
    )


@reads
@require_GET
def publications(request: AdviserRequest, association: Any) -> HttpResponse:
    page = mediation.publications_of(association, shown_only=False, after=after_of(request))
    return hall(request, association, "publications/publications", tab="publications", page=page)


@works
def new(request: AdviserRequest, association: Any) -> HttpResponse:
    return _editor(request, association, None)


@works
def edit(request: AdviserRequest, association: Any, publication_id: int) -> HttpResponse:
    return _editor(request, association, mediation.publication_of_association(association, publication_id))


def _editor(request: AdviserRequest, association: Any, found: Any) -> HttpResponse:
    """Look at it, or keep it: two buttons of one form. Nothing is public before `publish`."""
    shown = _shown(found)
    form, preview = PublicationForm(request.POST or None, initial=_initial(shown)), None
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        if "preview" in request.POST:
            preview = _preview(typed)
        else:
            products = [product.id for product in typed.pop("products")]
            try:
                kept = mediation.write_publication(
                    association=association,
                    publication=found,
                    product_ids=products,
                    by=request.user,
                    now=now(),
                    **typed,
                )
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                messages.success(request, _("Kept."))
                return back("publication", association, kept.pk)
    elif shown:
        preview = _preview({"titles": shown.titles, "bodies": shown.bodies})
    status = 422 if form.errors else 200
    return hall(
        request, association, "publications/edit", tab="publications", status=status,
        publication=shown, form=form, preview=preview,
    )  # fmt: skip


def _shown(found: Any) -> Any:
    return None if found is None else mediation.publication_view(found)


def _initial(shown: Any) -> dict[str, Any]:
    if shown is None:
        return {"kind": "guide"}
    slugs = "\n".join(slug for _id, slug, _names in shown.products)
    return {"kind": shown.kind, "titles": shown.titles, "bodies": shown.bodies, "products": slugs}


def _preview(typed: dict[str, Any]) -> list[dict[str, str]]:
    """As readers of each language will see it."""
    return [
        {
            "code": code,
            "name": LANGUAGE_LABELS[code],
            "title": typed["titles"].get(code, ""),
            "body": typed["bodies"].get(code, ""),
        }
        for code in LANGUAGES
        if typed["titles"].get(code) or typed["bodies"].get(code)
    ]


@works
@require_POST
def publish(request: AdviserRequest, association: Any, publication_id: int) -> HttpResponse:
    found = mediation.publication_of_association(association, publication_id)
    do(
        request,
        gettext_lazy("It is published."),
        lambda: mediation.publish(publication=found, by=request.user, now=now()),
    )
    return back("publication", association, publication_id)


@works
@require_POST
def withdraw(request: AdviserRequest, association: Any, publication_id: int) -> HttpResponse:
    found, why = mediation.publication_of_association(association, publication_id), request.POST.get("why", "")[:300]
    do(
        request,
        gettext_lazy("It is withdrawn. That it was, and why, stays."),
        lambda: mediation.withdraw_publication(publication=found, why=why, by=request.user, now=now()),
    )
    return back("publication", association, publication_id)
