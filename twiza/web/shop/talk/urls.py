from django.urls import URLPattern, path

from twiza.web.shop.talk import pages

ROWS = (
    ("talk/<str:part>/", pages.talk, "talk"),
    ("talk/<str:part>/<int:message_id>/<int:n>/", pages.file, "talk_file"),
)
patterns: list[URLPattern] = [
    *(path(f"orders/<str:number>/{under}", view, name=name) for under, view, name in ROWS),
    *(path(f"orders/<str:number>/<str:secret>/{under}", view, name=f"{name}_by_link") for under, view, name in ROWS),
]
