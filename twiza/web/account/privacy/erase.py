"""Erasing everything, in two steps: a code, then the end."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from twiza.kernel.refusals import Refusal
from twiza.privacy import api as privacy
from twiza.web.account.me import me
from twiza.web.kit.forms import DigitsField, Form
from twiza.web.kit.gate import now, signed_in


class ErasureCodeForm(Form):
    code = DigitsField(
        label=gettext_lazy("The code of six digits"),
        error_messages={"required": privacy.WrongErasureCode.sentence},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """What goes, what stays and why; the button sends the code. Where it can't be now, the sentence says why."""
    trouble = ""
    try:
        if request.method == "POST":
            made = privacy.ask_erasure(person=me(request), language=(get_language() or "ar")[:2], now=now())
            return redirect("account:privacy_erase_confirm", made.number)
        privacy.may_be_forgotten(me(request))
    except Refusal as refusal:
        trouble = str(refusal)
    status = 422 if trouble and request.method == "POST" else 200
    return render(request, "account/privacy/erase.html", {"trouble": trouble}, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    found = privacy.request_of_person(me(request), number)
    form = ErasureCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            privacy.confirm_erasure(request=found, code=form.cleaned_data["code"], now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            privacy.erase.enqueue(key=f"erase:{found.number}", request_id=found.pk)
            logout(request)
            return redirect("shop:mydata_erased")
    page = {"form": form, "number": number, "action": "account:privacy_erase_take_back"}
    return render(request, "account/privacy/confirm.html", page, status=422 if form.errors else 200)


@signed_in
@require_POST
def take_back(request: HttpRequest, number: str) -> HttpResponse:
    try:
        privacy.take_back_erasure(request=privacy.request_of_person(me(request), number), now=now())
        messages.success(request, _("Nothing is erased: your request was taken back."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("account:privacy")
