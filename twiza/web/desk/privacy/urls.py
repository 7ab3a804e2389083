from django.urls import URLPattern, path, re_path

from twiza.web.desk.privacy import pages

patterns: list[URLPattern] = [
    path("privacy/", pages.requests, name="privacy"),
    path("privacy/register/", pages.register, name="privacy-register"),
    re_path(r"^privacy/register\.(?P<kind>csv|xlsx)$", pages.register_file, name="privacy-register-file"),
    path("privacy/retention/", pages.retention, name="privacy-retention"),
    path("privacy/requests/<str:number>/", pages.request_page, name="privacy-request"),
]
