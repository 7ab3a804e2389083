"""A guest's rights on her data: her phone, a code, then what is kept, what she agreed to, and its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

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
from twiza.plumbing.api import within_rate
from twiza.privacy import api as privacy
from twiza.web.account.privacy.erase import ErasureCodeForm
from twiza.web.kit.forms import DigitsField, Form, PhoneField
from twiza.web.kit.gate import now
from twiza.web.kit.personal import file_of, readable

PURPOSE, ASKED, PROVED, MINUTES = "personal data", "mydata_asked", "mydata_phone", 30
View = Callable[..., HttpResponse]


class PhoneForm(Form):
    phone = PhoneField(
        label=gettext_lazy("Your mobile phone"),
        help_text=gettext_lazy("The one you ordered with. We send a code to it by SMS."),
        error_messages={"required": people.NotAPhone.sentence},
    )


class CodeForm(Form):
    code = DigitsField(
        label=gettext_lazy("The code of six digits"),
        error_messages={"required": people.WrongCode.sentence},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )


def proved(view: View) -> View:
    """Only for a phone that was proved within the last half hour in this browser; else it is asked again."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        phone, until = request.session.get(PROVED) or ("", 0)
        if not phone or now().timestamp() > until:
            request.session.pop(PROVED, None)
            return redirect("shop:mydata")
        return never_cache(view)(request, phone, *args, **kwargs)

    return gated


def _language() -> str:
    return (get_language() or "ar")[:2]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Whether anything is kept under this phone shows nowhere before the code."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if not within_rate(f"mydata/{people.client_address(request)}", most=20, seconds=600, now=now()):
                raise people.TooManyCodes()
            people.send_phone_code(phone=form.cleaned_data["phone"], purpose=PURPOSE, language=_language(), now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            request.session[ASKED] = form.cleaned_data["phone"]
            return redirect("shop:mydata_code")
    return render(request, "shop/mydata/phone.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    number = request.session.get(ASKED)
    if not number:
        return redirect("shop:mydata")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            people.check_phone_code(phone=number, purpose=PURPOSE, code=form.cleaned_data["code"], now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            request.session.cycle_key()
            request.session.pop(ASKED, None)
            request.session[PROVED] = [number, now().timestamp() + MINUTES * 60]
            return redirect("shop:mydata_data")
    return render(request, "shop/mydata/code.html", {"form": form}, status=422 if form.errors else 200)


@proved
@require_safe
def data(request: HttpRequest, phone: str) -> HttpResponse:
    privacy.note_access(person=None, contact=phone, language=_language(), now=now())
    export = privacy.export_of(phone=phone, now=now())
    page = {
        "sections": readable(export.sections, _language(), most=30),
        "consents": people.consents_of_contact(phone),
    }
    return render(request, "shop/mydata/data.html", page)


@proved
@require_safe
def file(request: HttpRequest, phone: str, kind: str) -> HttpResponse:
    return file_of(request, privacy.export_of(phone=phone, now=now()), kind)


@proved
@require_POST
def stop(request: HttpRequest, phone: str) -> HttpResponse:
    proof = people.Proof(how="code", where="shop/mydata", language=_language())
    try:
        people.withdraw_consent(purpose_code=request.POST.get("purpose", ""), proof=proof, contact=phone, now=now())
        messages.success(request, _("Stopped. No such message will reach you any more."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("shop:mydata_data")


@proved
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, phone: str) -> HttpResponse:
    trouble = ""
    try:
        if request.method == "POST":
            made = privacy.ask_erasure(phone=phone, language=_language(), now=now())
            return redirect("shop:mydata_confirm", made.number)
        privacy.may_be_forgotten(None, phone=phone)
    except Refusal as refusal:
        trouble = str(refusal)
    status = 422 if trouble and request.method == "POST" else 200
    return render(request, "account/privacy/erase.html", {"trouble": trouble, "guest": True}, status=status)


@proved
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, phone: str, number: str) -> HttpResponse:
    found = privacy.request_of_guest(phone, number)
    form = ErasureCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            privacy.confirm_erasure(request=found, code=form.cleaned_data["code"], now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            privacy.erase.enqueue(key=f"erase:{found.number}", request_id=found.pk)
            request.session.pop(PROVED, None)
            return redirect("shop:mydata_erased")
    page = {"form": form, "number": number, "guest": True}
    return render(request, "account/privacy/confirm.html", page, status=422 if form.errors else 200)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "shop/mydata/erased.html")
