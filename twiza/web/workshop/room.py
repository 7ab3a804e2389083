"""What every page of the workshop shares: the cooperative's name, its bar of five, the role of who looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from twiza.cooperatives import api as cooperatives
from twiza.kernel.refusals import Refusal
from twiza.web.workshop.roles import MANAGER, PREPARER, TREASURER, TeamRequest


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    url: str
    icon: str
    label: str | Promise
    roles: tuple[str, ...]


BAR = (
    Tab("today", "workshop:today", "house", _("Today"), (MANAGER, PREPARER, TREASURER)),
    Tab("orders", "workshop:orders", "clipboard-list", _("Orders"), (MANAGER, PREPARER, TREASURER)),
    Tab("products", "workshop:products", "package", _("Products"), (MANAGER, PREPARER)),
    Tab("money", "workshop:money", "banknote", _("Money"), (MANAGER, TREASURER)),
    Tab("more", "workshop:more", "ellipsis", _("More"), (MANAGER, PREPARER, TREASURER)),
)


def role_of(request: TeamRequest, cooperative: Any) -> str:
    mine = cooperatives.cooperatives_of(request.user)
    return next((m.role for m in mine if m.cooperative_id == cooperative.pk), "")


def room(
    request: TeamRequest, cooperative: Any, template: str, *, tab: str = "more", status: int = 200, **shown: Any
) -> HttpResponse:
    """A page of this cooperative's workshop, with the tabs that the person's role opens."""
    role = role_of(request, cooperative)
    shared = {
        "cooperative": cooperative,
        "role": role,
        "bar": [t for t in BAR if role in t.roles],
        "tab": tab,
        "can_manage": role == MANAGER,
        "can_prepare": role in (MANAGER, PREPARER),
        "can_count": role in (MANAGER, TREASURER),
    }
    return render(request, f"workshop/{template}.html", shared | shown, status=status)


def do(request: TeamRequest, said: str | Promise, act: Callable[[], Any]) -> bool:
    """Do it and say so; a refusal is said instead. For one-button forms, which have no field to carry the sentence."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(said))
    return True


def back(name: str, cooperative: Any, *args: Any, **query: str) -> HttpResponse:
    response = redirect(f"workshop:{name}", cooperative.slug, *args)
    if query:
        response["Location"] += "?" + "&".join(f"{k}={v}" for k, v in query.items())
    return response
