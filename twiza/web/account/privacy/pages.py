"""What is kept about me, what I agreed to, and what I may ask."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from twiza.kernel.refusals import Refusal
from twiza.people import api as people
from twiza.privacy import api as privacy
from twiza.web.account.me import me
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now, signed_in
from twiza.web.kit.personal import file_of, readable

PLACE = "account/privacy"


class AskForm(Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What you ask"),
        choices=[(kind, privacy.KIND_WORDS[kind]) for kind in (privacy.Kind.RECTIFY, privacy.Kind.OPPOSE)],
    )
    text = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": privacy.TextMissing.sentence},
        help_text=gettext_lazy("Which data, and what is wrong with it or with its use."),
    )


@signed_in
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    person = me(request)
    page = {
        "consents": people.consents_of(person),
        "requests": privacy.requests_of_person(person, now=now()),
    }
    return render(request, "account/privacy/overview.html", page)


@signed_in
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """One purpose, on or off; the sentence that stands beside the button is the proof."""
    code, person = request.POST.get("purpose", ""), me(request)
    proof = people.Proof(
        how="account",
        where=PLACE,
        language=(get_language() or "ar")[:2],
        version=request.POST.get("version", ""),
    )
    try:
        if request.POST.get("agree") == "yes":
            people.give_consent(purpose_code=code, proof=proof, person=person, now=now())
            messages.success(request, _("Thank you. You can stop it here whenever you want."))
        else:
            people.withdraw_consent(purpose_code=code, proof=proof, person=person, now=now())
            messages.success(request, _("Stopped. No such message will reach you any more."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("account:privacy")


@signed_in
@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    person = me(request)
    privacy.note_access(person=person, contact="", language=person.language, now=now())
    export = privacy.export_of(person=person, now=now())
    sections = readable(export.sections, get_language() or "ar", most=30)
    return render(request, "account/privacy/data.html", {"sections": sections})


@signed_in
@require_safe
def file(request: HttpRequest, kind: str) -> HttpResponse:
    return file_of(request, privacy.export_of(person=me(request), now=now()), kind)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = privacy.ask_about_data(person=me(request), now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your request %(number)s was written down.") % {"number": made.number})
            return redirect("account:privacy")
    return render(request, "account/privacy/ask.html", {"form": form}, status=422 if form.errors else 200)
