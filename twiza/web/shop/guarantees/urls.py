from django.urls import URLPattern, path

from twiza.web.shop.guarantees import pages

ROWS = (
    ("guarantee/<str:part>/", pages.new, "guarantee_new"),
    ("guarantees/<str:claim>/", pages.claim, "guarantee"),
    ("guarantees/<str:claim>/photos/<int:n>/", pages.photo, "guarantee_photo"),
    ("guarantees/<str:claim>/<slug:deed>/", pages.do, "guarantee_do"),
    ("late/<str:part>/", pages.late, "guarantee_late"),
)
patterns: list[URLPattern] = [
    *(path(f"orders/<str:number>/{under}", view, name=name) for under, view, name in ROWS),
    *(path(f"orders/<str:number>/<str:secret>/{under}", view, name=f"{name}_by_link") for under, view, name in ROWS),
]
