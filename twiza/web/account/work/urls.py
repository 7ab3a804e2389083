"""`patterns` stand under /me/ for who is signed in, `links` under / for whoever has the secret."""

from django.urls import URLPattern, path

from twiza.web.account.work import pages

patterns: list[URLPattern] = [
    path("work/", pages.my_work, name="work"),
    path("work/<int:statement_id>/", pages.my_statement, name="work_statement"),
]
links: list[URLPattern] = [
    path("work/<str:token>/", pages.work_by_link, name="work_by_link"),
    path("work/<str:token>/<int:statement_id>/", pages.statement_by_link, name="work_statement_by_link"),
]
