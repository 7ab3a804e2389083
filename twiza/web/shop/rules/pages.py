"""The rule book, open to everybody: each rule with its text, its history and where the platform uses it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.kernel.text import pick
from twiza.law import api as law
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop.head import head
from twiza.web.shop.rules.words import AREAS, confidence_words, place_words, value_words


class FindForm(Form):
    q = forms.CharField(label=gettext_lazy("Find a rule"), required=False, max_length=100)


@require_safe
@cached(parameters=["q", "area"], seconds=60)
def rules(request: HttpRequest) -> HttpResponse:
    """One area at a time, or what holds the words that were asked for, in whatever area."""
    form = FindForm(request.GET or None)
    asked = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    area = request.GET.get("area") if request.GET.get("area") in AREAS else law.AREAS[0]
    found = law.find(asked) if asked else [sheet for sheet in law.sheets().values() if sheet.area == area]
    shown = [(name, words, [s for s in found if s.area == name]) for name, words in AREAS.items()]
    return render(
        request,
        "shop/rules/rules.html",
        {
            "form": form,
            "asked": asked,
            "area": "" if asked else area,
            "areas": AREAS.items(),
            "groups": [group for group in shown if group[2]],
            "head": head(
                request,
                title=_("The rule book"),
                description=_("Every rule the market works by: the law, with its article, and what we promise beyond."),
            ),
        },
    )


@require_safe
@cached(seconds=60)
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule, whole; a page that isn't there for an id that isn't in the book."""
    try:
        sheet = law.sheet(rule_id)
    except law.UnknownRule:
        raise NotFound(rule_id) from None
    today = day_of(now())
    versions = [(version, value_words(version)) for version in reversed(sheet.versions)]
    in_force = next(
        (pair for pair in versions if pair[0].since <= today and (pair[0].until is None or today <= pair[0].until)),
        None,
    )
    title = pick(sheet.sentence, get_language() or "ar")
    return render(
        request,
        "shop/rules/rule.html",
        {
            "rule": sheet,
            "area_words": AREAS[sheet.area],
            "confidence": confidence_words(sheet),
            "in_force": in_force,
            "versions": versions,
            "places": place_words(sheet.id),
            "examples": law.examples(sheet.id),
            "data": reverse("rest:one_rule", args=[sheet.id]),
            "head": head(request, title=title[:120], description=title),
        },
    )
