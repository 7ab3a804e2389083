"""What every page of an association's desk shares: its menu, and doing one thing from a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.web.association.gate import AdviserRequest

MENU = (
    ("start", "house", _("Start"), False),
    ("queue", "inbox", _("Queue"), False),
    ("cases", "clipboard-list", _("Cases"), False),
    ("intake", "phone", _("New case at the desk"), True),
    ("alerts", "triangle-alert", _("Alerts"), False),
    ("recalls", "package-open", _("Recalls"), False),
    ("publications", "file-text", _("Publications"), False),
    ("statistics", "chart-column", _("Statistics"), False),
    ("team", "users", _("Team"), False),
)


def hall(
    request: AdviserRequest, association: Any, template: str, *, tab: str, status: int = 200, **shown: Any
) -> HttpResponse:
    """A page of this association's desk, with what the person's role opens."""
    mine = mediation.associations_of(request.user)
    role = next((m.role for m in mine if m.slug == association.slug), "")
    works = role in mediation.WORKING
    shared = {
        "association": association,
        "role": role,
        "works": works,
        "heads": role == mediation.HEAD,
        "menu": [(name, icon, word) for name, icon, word, working in MENU if works or not working],
        "tab": tab,
        "others": [m for m in mine if m.slug != association.slug],
    }
    return render(request, f"association/{template}.html", shared | shown, status=status)


def do(request: AdviserRequest, said: str | Promise, act: Callable[[], Any]) -> bool:
    """Do it and say so; a refusal is said instead. For one-button forms, which have no field to carry the sentence."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(said))
    return True


def back(name: str, association: Any, *args: Any) -> HttpResponse:
    return redirect(f"association:{name}", association.slug, *args)


def word_of(request: AdviserRequest, name: str, *allowed: str) -> str:
    """A parameter of the address: one of `allowed` (else ''), or any short text where none are named."""
    value = request.GET.get(name, "").strip()[:120].replace("\x00", "")
    return value if not allowed or value in allowed else ""
