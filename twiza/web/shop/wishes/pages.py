"""Asking to be told, and the page of the letter's link: confirm, or drop. A GET changes nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from twiza.kernel.refusals import Refusal
from twiza.people import api as people
from twiza.plumbing.api import within_rate
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now
from twiza.web.shop.guest import person_of
from twiza.wishes import api as wishes

MOST_AN_HOUR = 60  # of one network address: operators put thousands of people behind one


class WishForm(Form):
    words = forms.CharField(
        label=gettext_lazy("What are you looking for?"),
        max_length=wishes.LONGEST,
        error_messages={"required": wishes.NothingWished.sentence},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    contact = forms.CharField(
        label=gettext_lazy("Where shall we tell you?"),
        help_text=gettext_lazy("A mobile phone or an e-mail address. We write once, then your wish is deleted."),
        max_length=254,
        error_messages={"required": people.NoContact.sentence},
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "email"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    person, moment = person_of(request), now()
    typed = {"words": request.GET.get("q", "")[: wishes.LONGEST]}
    form = WishForm(request.POST if request.method == "POST" else None, initial=typed)
    if person is not None:
        del form.fields["contact"]
    if request.method == "POST" and form.is_valid():
        try:
            if not within_rate(f"wishes/{people.client_address(request)}", most=MOST_AN_HOUR, seconds=3600, now=moment):
                raise wishes.TooManyWishes(field="words")
            wish = wishes.ask_wish(
                words=form.cleaned_data["words"],
                contact=form.cleaned_data.get("contact", ""),
                language=(get_language() or "ar")[:2],
                person=person,
                now=moment,
            )
        except Refusal as refusal:
            _say(form, refusal)
        else:
            # Also where the wish was confirmed long ago: who types another's contact learns nothing.
            return _shown(request, {"wish": wish if person else None, "asked": form.cleaned_data["words"]})
    mine = wishes.wishes_of(person) if person else []
    return _shown(request, {"form": form, "mine": mine}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, secret: str) -> HttpResponse:
    """The secret is the permission; no session, no sign-in."""
    found = wishes.wish_by_secret(secret)
    if request.method == "POST" and "drop" in request.POST:
        wishes.drop_wish(wish=found)
        return _shown(request, {"dropped": True, "asked": found.words}, page="wish")
    if request.method == "POST":
        wishes.confirm_wish(wish=found, now=now())
        return redirect("shop:wish_by_link", secret)
    return _shown(request, {"wish": found, "asked": found.words}, page="wish")


def _say(form: WishForm, refusal: Refusal) -> None:
    """A phone or an address that is none is said at the one field for both."""
    at = refusal.field if refusal.field in form.fields else "contact" if "contact" in form.fields else None
    form.add_error(at, str(refusal))


def _shown(request: HttpRequest, context: dict[str, Any], *, page: str = "ask", status: int = 200) -> HttpResponse:
    sentence = people.purpose("wishes").sentences["2026-11"]
    answer = render(request, f"shop/wishes/{page}.html", context | {"sentence": sentence}, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
