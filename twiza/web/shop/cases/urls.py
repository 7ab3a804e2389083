from django.urls import URLPattern, path

from twiza.web.shop.cases import pages

ROWS = (
    ("cases/let-in/<str:complaint>/", pages.let_in, "case_let_in"),
    ("cases/<str:case>/", pages.case, "case"),
    ("cases/<str:case>/proposals/<int:proposal>/", pages.answer, "case_answer"),
    ("cases/<str:case>/promises/<int:term>/", pages.judge, "case_judge"),
    ("cases/<str:case>/consent/<slug:deed>/", pages.consent, "case_consent"),
    ("cases/<str:case>/messages/", pages.say, "case_messages"),
    ("cases/<str:case>/messages/<int:message_id>/<int:n>/", pages.message_file, "case_message_file"),
)
patterns: list[URLPattern] = [
    *(path(f"orders/<str:number>/{under}", view, name=name) for under, view, name in ROWS),
    *(path(f"orders/<str:number>/<str:secret>/{under}", view, name=f"{name}_by_link") for under, view, name in ROWS),
]
