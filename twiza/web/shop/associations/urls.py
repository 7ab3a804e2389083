from django.urls import URLPattern, path

from twiza.web.shop.associations import pages

patterns: list[URLPattern] = [
    path("associations/", pages.associations, name="associations"),
    path("associations/recalls/<str:number>/", pages.recall, name="recall"),
    path("associations/<slug:slug>/", pages.association, name="association"),
    path("associations/<slug:slug>/<slug:publication>/", pages.publication, name="publication"),
]
