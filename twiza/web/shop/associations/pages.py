"""Consumer associations for everybody: who they are, what they publish, which batches were called back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.mediation import api as mediation
from twiza.web.kit.gate import now
from twiza.web.shop.keyset import after_number


@require_safe
def associations(request: HttpRequest) -> HttpResponse:
    """All that take cases here, the latest warnings and guides, recalls; and why nobody here pays them."""
    kind = request.GET.get("kind", "")
    shown = {
        "cards": mediation.associations(),
        "page": mediation.latest_publications(kind=kind, after=after_number(request)),
        "kind": kind,
        "recalls": mediation.recalls_shown(),
    } | _independence()
    return render(request, "shop/associations/list.html", shown)


@require_safe
def association(request: HttpRequest, slug: str) -> HttpResponse:
    card = mediation.association_card(slug)
    shown = {"card": card, "publications": mediation.publications_of_slug(slug)} | _independence()
    return render(request, "shop/associations/association.html", shown)


@require_safe
def publication(request: HttpRequest, slug: str, publication: str) -> HttpResponse:
    """A guide or a warning, on its association's own responsibility; a withdrawn one says so."""
    view = mediation.publication_page(slug, publication)
    return render(request, "shop/associations/publication.html", {"publication": view})


@require_safe
def recall(request: HttpRequest, number: str) -> HttpResponse:
    """A batch that was called back: how to know it, and what to do."""
    return render(request, "shop/associations/recall.html", {"recall": mediation.recall_page(number)})


def _independence() -> dict[str, object]:
    """The law's rule and the house's own promise, told apart."""
    today = day_of(now())
    return {
        "independence": rule("consumer.association_independence", on=today),
        "promise": rule("house.association_independent", on=today),
    }
