"""A shelf: the public list of products under a category, with what may narrow it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.catalog import api as catalog
from twiza.kernel.refusals import NotFound
from twiza.kernel.text import pick
from twiza.search import api as index
from twiza.web.kit.pages import cached
from twiza.web.shop import linked_data, shelves
from twiza.web.shop.head import head
from twiza.web.shop.listing import listing
from twiza.web.shop.narrowing import PARAMETERS


@require_GET
@cached(parameters=PARAMETERS, index=True)
def category(request: HttpRequest, code: str) -> HttpResponse:
    node = catalog.category(code)
    if node is None:
        raise NotFound(code)
    language = get_language() or "ar"
    trail = [(reverse("shop:category", args=[n.code]), pick(n.names, language)) for n in catalog.trail(code)]
    crumbs = [(reverse("shop:home"), _("The market")), *trail]
    name = pick(node.names, language)
    return render(
        request,
        "shop/category.html",
        listing(request, index.Filter(category=code))
        | {
            "category": node,
            "kind": shelves.kind_of(code),
            "crumbs": crumbs,
            "head": head(
                request,
                title=name,
                description=_("%(category)s from Morocco's cooperatives: who made it, where, at what price.")
                % {"category": name},
                image=f"{reverse('zellige', args=[code])}?kind={shelves.kind_of(code)}",
                linked=[linked_data.breadcrumbs(crumbs)],
            ),
        },
    )
