from django.urls import path

from twiza.web.shop.stop import pages

patterns = [path("s/<str:token>/", pages.stop, name="stop")]
