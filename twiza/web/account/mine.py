"""The account's landing page: who I am, how I am reached, in which language."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods

from twiza.cooperatives import api as cooperatives
from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.people import api as people
from twiza.web.account.me import me
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import signed_in
from twiza.web.kit.page import LANGUAGE_NAMES


class PreferencesForm(Form):
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of letters and messages"), choices=LANGUAGE_NAMES.items())
    contact_by = forms.ChoiceField(
        label=gettext_lazy("How to write to you"),
        choices=[("sms", gettext_lazy("By SMS")), ("email", gettext_lazy("By e-mail"))],
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    person = me(request)
    typed = {"name": person.name, "language": person.language, "contact_by": people.contact_of(person)[0]}
    form = PreferencesForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            people.set_preferences(person, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            with override(form.cleaned_data["language"]):
                messages.success(request, _("Kept."))
                return redirect(reverse("account:home"))
    page = {
        "form": form,
        "cooperatives": cooperatives.cooperatives_of(person),
        "is_desk": people.has_role(person, people.Role.DESK),
        "associations": mediation.associations_of(person),
    }
    return render(request, "account/home.html", page, status=422 if form.errors else 200)
