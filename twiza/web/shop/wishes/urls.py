from django.urls import path

from twiza.web.shop.wishes import pages

patterns = [
    path("wish/", pages.ask, name="wish"),
    path("wish/<str:secret>/", pages.wish, name="wish_by_link"),
]
