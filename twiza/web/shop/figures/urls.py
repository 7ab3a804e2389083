from django.urls import URLPattern, path

from twiza.web.shop.figures import pages

patterns: list[URLPattern] = [
    path("figures/", pages.figures, name="figures"),
    path("figures/<str:quarter>.<str:kind>", pages.figures_file, name="figures_file"),
    path("figures/<str:quarter>/", pages.figures_of, name="figures_of"),
]
