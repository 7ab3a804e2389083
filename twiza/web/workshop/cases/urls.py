from django.urls import URLPattern, path

from twiza.web.workshop.cases import pages

patterns: list[URLPattern] = [
    path("<slug:slug>/cases/", pages.cases, name="cases"),
    path("<slug:slug>/cases/<str:number>/", pages.case, name="case"),
    path("<slug:slug>/cases/<str:number>/proposals/<int:proposal>/", pages.answer, name="case-answer"),
    path("<slug:slug>/cases/<str:number>/promises/<int:term>/", pages.done, name="case-done"),
    path("<slug:slug>/cases/<str:number>/messages/", pages.say, name="case-messages"),
    path("<slug:slug>/cases/<str:number>/messages/<int:message_id>/<int:n>/", pages.message_file, name="case-file"),
    path("<slug:slug>/recalls/<str:number>/", pages.recall, name="case-recall"),
]
