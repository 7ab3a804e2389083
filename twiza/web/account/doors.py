"""Signing up, in and out, contacts and the second step: the addresses of allauth that Twiza uses, under /account/.

Left out on purpose: the reset of a password (a code always lets people in) and passkeys (they need scripts).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.core.exceptions import RateLimited
from allauth.core.ratelimit import respond_429
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.http import HttpRequest, HttpResponse
from django.urls import path

from twiza.people import api as people


def counted(view: Callable[..., Any]) -> Callable[..., Any]:
    """A second SMS within seconds is refused in words: allauth lets this limit out of some views as an error."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except RateLimited:
            return respond_429(request)

    return answered


class ActivateTotp(totp.ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        people.second_factor_shown(self.request, self.request.user)
        return response


class SecondStep(second.IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what somebody who was sent here by the desk's gate must still do."""
        session = self.request.session
        return super().get_context_data(**kwargs) | {
            "needed": people.needs_second_factor(self.request.user, session),
            "shown": people.has_shown_second_factor(session),
        }


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", counted(account.request_login_code), name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("signup/", counted(account.signup), name="account_signup"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", counted(account.reauthenticate), name="account_reauthenticate"),
    path("phone/verify/", counted(account.verify_phone), name="account_verify_phone"),
    path("phone/change/", counted(account.change_phone), name="account_change_phone"),
    path("email/", account.email, name="account_email"),
    path("confirm-email/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("2fa/", SecondStep.as_view(), name="mfa_index"),
    path("2fa/authenticate/", second.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", counted(second.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", ActivateTotp.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
