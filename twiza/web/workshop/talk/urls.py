from django.urls import URLPattern, path

from twiza.web.workshop.talk import pages

patterns: list[URLPattern] = [
    path("<slug:slug>/talk/<str:number>/", pages.talk, name="talk"),
    path("<slug:slug>/talk/<str:number>/<int:message_id>/<int:n>/", pages.file, name="talk-file"),
]
