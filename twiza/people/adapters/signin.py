"""How django-allauth speaks with us: phones and e-mail addresses of Person, codes as letters."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import Login
from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.people import messages
from twiza.people.adapters.hooks import signed_in
from twiza.people.models import Person
from twiza.people.terms import NotAMobile, normalise_phone, takes_messages
from twiza.plumbing.api import record


class SmsPhoneField(forms.CharField):
    """A number that a code can be sent to; cleaned to E.164."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            phone = normalise_phone(typed)
            if not takes_messages(phone):
                raise NotAMobile()
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return phone


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not the right one. Check it, or ask for a new one."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then ask for a new code."),
        "rate_limited": _("Too many tries. Wait a few minutes."),
        "phone_taken": _("This phone number belongs to another account."),
        "email_taken": _("This e-mail address belongs to another account."),
        "same_as_current": _("This is the one you already have."),
        "phone_password_mismatch": _("This phone number and this password do not fit together."),
        "email_password_mismatch": _("This e-mail address and this password do not fit together."),
        "username_password_mismatch": _("This name and this password do not fit together."),
        "invalid_login": _("Write a phone number or an e-mail address."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("Write the password that you have now."),
        "account_inactive": _("This account is closed."),
    }

    # Who signs up and in

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Person:
        """A new person who has yet to prove the contact by its code: with the language of the page."""
        contact = form.cleaned_data
        user.phone = contact.get("phone") or None
        user.email = contact.get("email") or None
        user.name = contact.get("name", "")
        user.language = (get_language() or "ar")[:2]
        user.contact_by = "sms" if user.phone else "email"
        user.set_unusable_password()
        if commit:
            user.save()
        return user

    def is_login_by_code_required(self, login: Login) -> bool:
        """A new account by e-mail gets in by its code, as one by phone does: nobody gets in unproved."""
        by_email = login.email or (login.user is not None and not login.user.phone)
        return bool(login.signup and by_email) or super().is_login_by_code_required(login)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        signed_in(request, user)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account:home")

    # Phones

    def phone_form_field(self, **kwargs: Any) -> forms.Field:
        kwargs["label"] = _("Mobile phone")
        kwargs.setdefault("help_text", _("A code will be sent to it by SMS."))
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "dir": "ltr"})
        return SmsPhoneField(widget=widget, **kwargs)

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user and user.phone else None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        if user.phone and user.phone != phone:
            record("rectify", user, actor=user, after={"changed": "phone"})
        user.phone, user.phone_verified = phone, verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: Any, phone: str) -> None:
        self.set_phone(user, phone, True)

    def get_user_by_phone(self, phone: str) -> Person | None:
        return Person.objects.filter(phone=phone).first()

    # Letters: SMS and e-mail, in the language of the page

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        messages.code_by_sms(to=phone, language=_page_language(), code=code)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        messages.no_account_by_sms(to=phone, language=_page_language(), signup_url=self._address("account_signup"))

    def send_account_already_exists_sms(self, phone: str) -> None:
        signin_url = self._address("account_request_login_code")
        messages.has_account_by_sms(to=phone, language=_page_language(), signin_url=signin_url)

    def send_account_already_exists_mail(self, email: str) -> None:
        signin_url = self._address("account_request_login_code")
        messages.has_account_by_email(to=email, language=_page_language(), signin_url=signin_url)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The e-mails that allauth sends under the settings of this project; another one is a defect, said aloud."""
        to, language = email, _page_language()
        if template_prefix == "account/email/login_code":
            messages.code_by_email(to=to, language=language, code=context["code"])
        elif template_prefix == "account/email/unknown_account":
            messages.no_account_by_email(to=to, language=language, signup_url=context["signup_url"])
        elif template_prefix in ("account/email/email_confirmation", "account/email/email_confirmation_signup"):
            messages.prove_email(to=to, language=language, url=context["activate_url"])
        else:
            raise ValueError(f"no letter is written for {template_prefix}")

    def _address(self, name: str) -> str:
        return self.request.build_absolute_uri(reverse(name))


def _page_language() -> str:
    return (get_language() or "ar")[:2]
