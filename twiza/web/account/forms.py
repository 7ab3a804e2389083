"""The forms of signing in, in our words and looks: allauth's own do the work."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.people import api as people
from twiza.web.kit.forms import DigitsField, Form


class ContactField(forms.CharField):
    """A mobile number or an e-mail address, as people type it; cleaned to E.164 or lower case."""

    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "username", "autocapitalize": "none"})

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            if "@" in typed:
                return people.normalise_email(typed)
            phone = people.normalise_phone(typed)
            if not people.takes_messages(phone):
                raise people.NotAMobile()
            return phone
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


CONTACT: dict[str, Any] = {
    "label": _("Mobile phone or e-mail address"),
    "error_messages": {"required": _("Write your phone number or your e-mail address.")},
}


class SignInForm(Form, account.RequestLoginCodeForm):
    """Asks where the code goes. Whether the contact has an account shows nowhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["phone"], self.fields["email"]
        self.fields["contact"] = ContactField(help_text=_("We send you a code of six digits."), **CONTACT)

    def clean_contact(self) -> str:
        contact = self.cleaned_data["contact"]
        kind = "email" if "@" in contact else "phone"
        self.cleaned_data[kind] = contact
        getattr(self, f"clean_{kind}")()
        return contact


class SignUpForm(Form, account.SignupForm):
    """A name and one contact. One that has an account already gets a letter that says so, and the page says nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for other in ("phone", "email", "password1"):
            del self.fields[other]
        self.fields["name"] = forms.CharField(
            label=_("Your name"),
            max_length=120,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        hint = _("We send a code to it. It is also how cooperatives reach you about an order.")
        self.fields["contact"] = ContactField(help_text=hint, **CONTACT)

    def clean_contact(self) -> str:
        contact = self.cleaned_data["contact"]
        if not ratelimit.consume(context.request, action="request_login_code", key=contact):
            raise get_adapter().validation_error("too_many_login_attempts")
        if "@" in contact:
            self.cleaned_data["email"] = contact
            self.account_already_exists = bool(filter_users_by_email(contact))
        else:
            self.cleaned_data["phone"] = contact  # whether it is known, allauth's own `clean` looks
        return contact

    def try_save(self, request: HttpRequest) -> Any:
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:  # the same contact in two tabs at once
            self.account_already_exists = True
            return super().try_save(request)


class PasswordSignInForm(Form, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = ContactField(**CONTACT)
        self.fields["password"] = PasswordField(label=_("Password"), autocomplete="current-password")
        _no_placeholders(self)
        self.order_fields(["login", "password"])


class CodeForm(Form, account.ConfirmLoginCodeForm):
    code = DigitsField(
        label=_("The code of six digits"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )


class PhoneCodeForm(Form, account.VerifyPhoneForm):
    code = DigitsField(
        label=_("The code of six digits"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )


class PhoneForm(Form, account.ChangePhoneForm):
    """A new phone; it counts once its code was typed."""


class EmailForm(Form, account.AddEmailForm):
    """A new e-mail address; it counts once the link sent to it was opened."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        error_messages={"invalid": people.NotAnEmail.sentence},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        owners = {user.pk for user in filter_users_by_email(email)}
        if self.user and email == self.user.email:
            raise get_adapter().validation_error("same_as_current")
        self.belongs_to_another = bool(owners - {self.user.pk if self.user else None})
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        if not self.belongs_to_another:
            return super().save(request)
        # Its owner is told; the page looks as if it were free.
        email, adapter = self.cleaned_data["email"], get_adapter()
        adapter.send_account_already_exists_mail(email)
        template = "account/messages/email_confirmation_sent.txt"
        adapter.add_message(request, messages.INFO, template, {"email": email, "login": False, "signup": False})
        return EmailAddress(user=self.user, email=email)


PASSWORD_HINT = _("At least ten characters. A few words that only you would put together are best.")


class NewPasswordForm(Form, account.SetPasswordForm):
    password1 = SetPasswordField(label=_("New password"), help_text=PASSWORD_HINT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _no_placeholders(self)


class ChangePasswordForm(Form, account.ChangePasswordForm):
    oldpassword = PasswordField(label=_("The password you have now"), autocomplete="current-password")
    password1 = SetPasswordField(label=_("New password"), help_text=PASSWORD_HINT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _no_placeholders(self)


class PasswordAgainForm(Form, account.ReauthenticateForm):
    password = PasswordField(label=_("Your password"), autocomplete="current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _no_placeholders(self)


SECOND: dict[str, Any] = {
    "label": _("Code of your authenticator app"),
    "help_text": _("Or one of your recovery codes."),
    "widget": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
}


class SecondFactorForm(Form, second.AuthenticateForm):
    code = DigitsField(**SECOND)


class SecondFactorAgainForm(Form, second.ReauthenticateForm):
    code = DigitsField(**SECOND)


class ActivateTotpForm(Form, totp.ActivateTOTPForm):
    code = DigitsField(label=SECOND["label"], widget=SECOND["widget"])


def _no_placeholders(form: forms.Form) -> None:
    """A placeholder is no label: it goes away as soon as somebody types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
