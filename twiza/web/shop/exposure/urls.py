from django.urls import URLPattern, path

from twiza.web.shop.exposure import pages

patterns: list[URLPattern] = [
    path("exposure/", pages.exposure, name="exposure"),
    path("exposure.<str:kind>", pages.exposure_file, name="exposure_file"),
]
