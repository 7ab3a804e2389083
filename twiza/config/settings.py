"""Settings: everything from the environment, with defaults that are safe and run on a laptop."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TWIZA_DATA_DIR", ROOT / "var"))
DATA.mkdir(parents=True, exist_ok=True)


def flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(default)).lower() in ("1", "true", "yes", "on")


def own_secret() -> str:
    """The secret of the environment, else one made once and kept beside the data."""
    path = DATA / "secret"
    if given := os.environ.get("TWIZA_SECRET_KEY"):
        return given
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = flag("TWIZA_DEBUG", False)
# The letters page and the sample's sign-in codes are for a laptop, never for the public.
DEV = flag("TWIZA_DEV", False)
# Pages that `make bench` measures against.
BENCH = flag("TWIZA_BENCH", DEV)
SECRET_KEY = own_secret()
SECRET_KEY_FALLBACKS = [old for old in os.environ.get("TWIZA_OLD_SECRET_KEYS", "").split(",") if old]
SITE_URL = os.environ.get("TWIZA_SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
ALLOWED_HOSTS = os.environ.get("TWIZA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "twiza.plumbing",
    "twiza.geography",
    "twiza.clocks",
    "twiza.freshness",
    "twiza.search",
    "twiza.ledger",
    "twiza.people",
    "twiza.cooperatives",
    "twiza.bank",
    "twiza.catalog",
    "twiza.payments",
    "twiza.delivery",
    "twiza.commission",
    "twiza.invoicing",
    "twiza.ordering",
    "twiza.cashbook",
    "twiza.wishes",
    "twiza.settlement",
    "twiza.members",
    "twiza.conversations",
    "twiza.protection",
    "twiza.reviews",
    "twiza.complaints",
    "twiza.mediation",
    "twiza.observatory",
    "twiza.privacy",
    "twiza.web",
    "twiza.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "twiza.web.kit.pages.middleware.KeptPages",  # first: what it has kept needs nothing of the others
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "twiza.web.kit.middleware.SoundRequest",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "twiza.web.kit.middleware.PageMiddleware",
]

ROOT_URLCONF = "twiza.config.urls"
WSGI_APPLICATION = "twiza.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "twiza" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "twiza.web.kit.page.context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "twiza.web.kit.templatetags.twiza",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{DATA / 'twiza.sqlite3'}"), conn_max_age=0
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without IMMEDIATE a transaction that reads and then writes dies with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-16000;",
    }
else:
    # Bound by the server, a statement is planned once for each connection, not for each time it is made.
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 20},
        "server_side_binding": True,
        "prepare_threshold": 3,
    }

# Sign-in limits are counted here: one count for all web processes, without another server. `local` is for figures.
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
# Pages that are the same for everybody are kept whole: in each process up to so many bytes, then in Redis or Valkey,
# or without it in a file beside the data: docs/how-to/serve.md.
KEEP_PAGES = flag("TWIZA_KEEP_PAGES", not DEBUG)
PAGE_MEMORY = int(os.environ.get("TWIZA_PAGE_MEMORY_MB", "24")) * 2**20
CACHE_URL = os.environ.get("CACHE_URL", "")
# What in production is logged and survived stops a test.
LOUD = "PYTEST_VERSION" in os.environ
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "account:home"
ACCOUNT_ADAPTER = "twiza.people.adapters.signin.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# Either contact is enough; the sign-up form demands one of the two. A password can be set later.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email", "password1"]
ACCOUNT_FORMS = {
    "signup": "twiza.web.account.forms.SignUpForm",
    "login": "twiza.web.account.forms.PasswordSignInForm",
    "request_login_code": "twiza.web.account.forms.SignInForm",
    "confirm_login_code": "twiza.web.account.forms.CodeForm",
    "verify_phone": "twiza.web.account.forms.PhoneCodeForm",
    "change_phone": "twiza.web.account.forms.PhoneForm",
    "add_email": "twiza.web.account.forms.EmailForm",
    "set_password": "twiza.web.account.forms.NewPasswordForm",
    "change_password": "twiza.web.account.forms.ChangePasswordForm",
    "reauthenticate": "twiza.web.account.forms.PasswordAgainForm",
}
_SIX_DIGITS = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = _SIX_DIGITS
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "optional"  # signing up by e-mail goes through a code anyway: see the adapter
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a password or second factor, where there is one, to change a contact
# Phone operators put thousands of people behind one address: limits per address are wide, those per contact narrow.
ACCOUNT_RATE_LIMITS = {
    "signup": "60/m/ip",
    "login": "60/m/ip",
    "request_login_code": "60/m/ip,3/m/key,10/h/key",
    "verify_phone": "60/m/ip,1/20s/key,10/h/key",
    "change_phone": "3/m/user",
    "login_failed": "60/m/ip,5/300s/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TWIZA_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "twiza.people.adapters.totp.MfaAdapter"
MFA_FORMS = {
    "authenticate": "twiza.web.account.forms.SecondFactorForm",
    "reauthenticate": "twiza.web.account.forms.SecondFactorAgainForm",
    "activate_totp": "twiza.web.account.forms.ActivateTotpForm",
}
MFA_TOTP_ISSUER = "Twiza"
MFA_TOTP_TOLERANCE = 1
# Desk and advisers enter with a second factor, except where the sample is walked on a laptop.
TWIZA_REQUIRE_2FA = flag("TWIZA_REQUIRE_2FA", not DEV)

LANGUAGE_CODE = "ar"
# Django has no Standard Moroccan Tamazight; it is registered so that names in it can be marked as such.
LANG_INFO.setdefault(
    "zgh", {"bidi": False, "code": "zgh", "name": "Standard Moroccan Tamazight", "name_local": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}
)
LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"
LANGUAGE_COOKIE_NAME = "language"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "media"
PRIVATE_ROOT = DATA / "private"
# Each machine its own, on a disk of its own: a copy that may be thrown away.
SEARCH_ROOT = Path(os.environ.get("TWIZA_SEARCH_DIR", DATA / "index"))
MEDIA_URL = "media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

EMAIL_BACKEND = os.environ.get("TWIZA_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA / "letters"
EMAIL_HOST = os.environ.get("TWIZA_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("TWIZA_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("TWIZA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TWIZA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("TWIZA_SMTP_TLS", False)
DEFAULT_FROM_EMAIL = os.environ.get("TWIZA_MAIL_FROM", "Twiza <no-reply@twiza.example>")
SMS_ADAPTER = os.environ.get("TWIZA_SMS_ADAPTER", "twiza.plumbing.sms.LettersPage")

# Our accounts at banks, as JSON: a list of {"code", "rib", "bank", "holder"} and, where its bank wants them, "bic",
# "writes" (pain.001.001.03 or .09), "by_rib". The one written here is invented.
TWIZA_BANK = json.loads(
    os.environ.get("TWIZA_BANK", "")
    or '[{"code": "main", "rib": "999780000000000000012327", "bank": "Banque Exemple", "holder": "Twiza"}]'
)

# Who runs the platform, as invoices name it (JSON): names, seat, court, registration_number, ice, tax_number,
# business_tax_number, phone, email. Without it, papers say that the company is a sample.
TWIZA_COMPANY = json.loads(os.environ.get("TWIZA_COMPANY", "null")) or {
    "names": {"ar": "تويزة (شركة للمثال)", "fr": "Twiza (société d’exemple)", "en": "Twiza (sample company)"},
    "seat": "12 شارع المثال، مراكش",
    "court": "المحكمة التجارية بمراكش",
    "registration_number": "000000",
    "ice": "000000000000000",
    "tax_number": "00000000",
    "business_tax_number": "00000000",
    "phone": "+212500000000",
    "email": "contact@twiza.example",
    "is_sample": True,
}

# The declaration to the CNDP (law 09-08 arts. 12, 19): the reference of its receipt, who keeps the machines, and on
# what a transfer abroad rests where they stand abroad. Empty ones are said to be missing.
TWIZA_CNDP = {
    "receipt": os.environ.get("TWIZA_CNDP_RECEIPT", ""),
    "host": os.environ.get("TWIZA_CNDP_HOST", ""),
    "transfer": os.environ.get("TWIZA_CNDP_TRANSFER", ""),
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Ways to pay: of those in TWIZA_PAY_WAYS, the ones whose settings are there (docs/how-to/payments.md).
# On a laptop the card's page is a simulator of this site's own; in production there is none.
_CARD_GATE = os.environ.get("TWIZA_CARD_GATE", "simulator" if DEV else "")
TWIZA_PAYMENTS: dict[str, Any] = {
    "ways": os.environ.get("TWIZA_PAY_WAYS", "cash,transfer,card,card_abroad").split(","),
    "card": {
        "code": os.environ.get("TWIZA_CARD_CODE", "acquirer"),
        "gate": _CARD_GATE,
        "client_id": os.environ.get("TWIZA_CARD_CLIENT_ID", "simulator" if _CARD_GATE == "simulator" else ""),
        "store_key": os.environ.get("TWIZA_CARD_STORE_KEY", SECRET_KEY[:32] if _CARD_GATE == "simulator" else ""),
        "store_type": os.environ.get("TWIZA_CARD_STORE_TYPE", "3D_PAY_HOSTING"),
        "transaction": os.environ.get("TWIZA_CARD_TRANSACTION", "PreAuth"),
        "answer": os.environ.get("TWIZA_CARD_ANSWER", "ACTION=POSTAUTH"),
        "unexpected": os.environ.get("TWIZA_CARD_UNEXPECTED", "park"),
    },
    "stripe": {
        "secret_key": os.environ.get("TWIZA_STRIPE_SECRET_KEY", ""),
        "webhook_secret": os.environ.get("TWIZA_STRIPE_WEBHOOK_SECRET", ""),
        "page": "https://checkout.stripe.com",
    },
}

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 60 * 24 * 3600
CSRF_FAILURE_VIEW = "twiza.web.kit.errors.stale_form"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        # A browser also holds the page a form leads on to against this list.
        "form-action": [
            "'self'",
            *(["/".join(_CARD_GATE.split("/")[:3])] if _CARD_GATE.startswith("https://") else []),
            *([TWIZA_PAYMENTS["stripe"]["page"]] if TWIZA_PAYMENTS["stripe"]["secret_key"] else []),
        ],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TWIZA_LOG", "WARNING")},
}
# W001 wants one contact to be required; the sign-up form demands either.
SILENCED_SYSTEM_CHECKS = ["account.W001"]
