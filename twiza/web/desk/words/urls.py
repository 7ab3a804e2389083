from django.urls import path

from twiza.web.desk.words import pages

patterns = [
    path("words/", pages.proposals, name="words"),
    path("words/unfound/", pages.unfound, name="words-unfound"),
    path("words/new/", pages.propose, name="words-new"),
    path("words/<int:word_id>/accept/", pages.accept, name="words-accept"),
    path("words/<int:word_id>/refuse/", pages.refuse, name="words-refuse"),
]
