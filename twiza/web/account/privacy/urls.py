from django.urls import path, re_path

from twiza.web.account.privacy import erase, pages

patterns = [
    path("privacy/", pages.overview, name="privacy"),
    path("privacy/consent/", pages.consent, name="privacy_consent"),
    path("privacy/data/", pages.data, name="privacy_data"),
    re_path(r"^privacy/data\.(?P<kind>json|zip)$", pages.file, name="privacy_file"),
    path("privacy/ask/", pages.ask, name="privacy_ask"),
    path("privacy/erase/", erase.erase, name="privacy_erase"),
    path("privacy/erase/<str:number>/", erase.confirm, name="privacy_erase_confirm"),
    path("privacy/erase/<str:number>/take-back/", erase.take_back, name="privacy_erase_take_back"),
]
