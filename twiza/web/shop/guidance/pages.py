"""Articles with the rules they explain, each said to be law, guidance or a promise of the house."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.guidance import api as guidance
from twiza.kernel.periods import day_of
from twiza.law import api as law
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop.head import head


def rules_of(ids: Iterable[str]) -> list[law.Rule]:
    """Those in force today, in this order."""
    today, found = day_of(now()), []
    for one in ids:
        try:
            found.append(law.rule(one, on=today))
        except law.UnknownRule:
            continue
    return found


@require_safe
@cached(seconds=60)
def guide(request: HttpRequest) -> HttpResponse:
    page = {
        "topics": guidance.topics(),
        "head": head(request, title=_("Guide"), description=_("Short answers before and after you buy.")),
    }
    return render(request, "shop/guidance/guide.html", page)


@require_safe
@cached(seconds=60)
def article(request: HttpRequest, topic: str) -> HttpResponse:
    found = guidance.article(topic, get_language() or "ar")
    page = {
        "article": found,
        "rules": rules_of(found.topic.rules),
        "misuses": guidance.misuses_of(topic),
        "head": head(request, title=found.title, description=found.line),
    }
    return render(request, "shop/guidance/article.html", page)


@require_safe
@cached(seconds=60)
def misuses(request: HttpRequest) -> HttpResponse:
    page = {
        "misuses": [(one, rules_of(one.rules)) for one in guidance.misuses()],
        "head": head(
            request, title=_("Misuses seen online"), description=_("What was seen, the rule it breaks, what to do.")
        ),
    }
    return render(request, "shop/guidance/misuses.html", page)
