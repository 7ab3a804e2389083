from django.urls import path

from twiza.web.association.recalls import pages

patterns = [
    path("<slug:slug>/recalls/", pages.recalls, name="recalls"),
    path("<slug:slug>/recalls/new/", pages.new, name="recall-new"),
    path("<slug:slug>/recalls/<str:number>/", pages.recall, name="recall"),
    path("<slug:slug>/recalls/<str:number>/take-back/", pages.take_back, name="recall-take-back"),
]
