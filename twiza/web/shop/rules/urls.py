from django.urls import path

from twiza.web.shop.rules import pages

patterns = [
    path("rules/", pages.rules, name="rules"),
    path("rules/<str:rule_id>/", pages.rule, name="rule"),
]
