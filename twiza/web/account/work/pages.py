from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from twiza.kernel.refusals import Refusal
from twiza.members import api as members
from twiza.people import api as people
from twiza.web.account.me import me
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now, signed_in

Who = Callable[..., HttpResponse]


class ContestForm(Form):
    words = forms.CharField(
        label=_("What is wrong?"),
        max_length=2000,
        help_text=_("In your own words: which day, how many hours or kilos."),
        widget=forms.Textarea(attrs={"rows": "4"}),
    )


def _mine(view: Who) -> Who:
    """The rows of rosters that carry the phone of who is signed in."""

    @wraps(view)
    @signed_in
    def gated(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        person = me(request)
        members.link_person(person=person)
        return private(view(request, members.members_of_person(person), token="", **kwargs))

    return gated


def _by_link(view: Who) -> Who:
    """The member of a secret link; too many tries from one place are told to wait."""

    @wraps(view)
    def gated(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            found = members.member_by_link(token, client=people.client_address(request), now=now())
        except members.TooManyLooks as refusal:
            return private(render(request, "account/work/too_many.html", {"sentence": str(refusal)}, status=429))
        return private(view(request, [found], token=token, **kwargs))

    return gated


def private(response: HttpResponse) -> HttpResponse:
    """No robot; the site's referrer policy keeps the secret from other sites (`no-referrer` would break the forms)."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _list(request: HttpRequest, mine: list[Any], *, token: str) -> HttpResponse:
    rows = members.statements_of_members([member.pk for member in mine])
    shown = [
        {
            "month": row.month,
            "names": row.member.names,
            "status": row.status,
            "centimes": row.centimes,
            "url": _address(row.id, token),
        }
        for row in rows
    ]
    return render(request, "account/work/list.html", {"rows": shown, "is_member": bool(mine)})


def _statement(request: HttpRequest, mine: list[Any], *, token: str, statement_id: int) -> HttpResponse:
    found = members.statement_of_members(mine, statement_id)
    contests = request.POST.get("deed") == "contest"
    form = ContestForm(request.POST if contests else None)
    person = request.user if request.user.is_authenticated else None
    if request.method == "POST" and (not contests or form.is_valid()):
        try:
            if contests:
                words = form.cleaned_data["words"]
                members.contest_statement(statement=found, words=words, by=person, now=now())
                messages.success(request, _("The cooperative reads it now. It must answer you."))
            else:
                members.acknowledge_statement(statement=found, by=person, now=now())
                messages.success(request, _("Thank you. It is written down that you agree."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect(_address(statement_id, token))
    view = members.statement_view(found)
    page = {
        "statement": view,
        "sentence": members.brought(view, get_language() or "ar"),
        "form": form,
        "list_url": reverse("shop:work_by_link", args=(token,)) if token else reverse("account:work"),
    }
    return render(request, "account/work/statement.html", page, status=422 if form.errors else 200)


def _address(statement_id: int, token: str) -> str:
    if token:
        return reverse("shop:work_statement_by_link", args=(token, statement_id))
    return reverse("account:work_statement", args=(statement_id,))


_methods = require_http_methods(["GET", "HEAD", "POST"])
my_work = never_cache(_methods(_mine(_list)))
my_statement = never_cache(_methods(_mine(_statement)))
work_by_link = never_cache(_methods(_by_link(_list)))
statement_by_link = never_cache(_methods(_by_link(_statement)))
