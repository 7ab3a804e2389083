from django.urls import path

from twiza.web.shop.guidance import pages

patterns = [
    path("guide/", pages.guide, name="guide"),
    path("guide/misuses/", pages.misuses, name="guide_misuses"),
    path("guide/<slug:topic>/", pages.article, name="guide_article"),
]
