from django.urls import path

from twiza.web.association.closing import pages

patterns = [
    path("<slug:slug>/cases/<str:number>/close/", pages.close, name="case-close"),
    path("<slug:slug>/cases/<str:number>/escalate/", pages.escalate, name="case-escalate"),
    path("<slug:slug>/cases/<str:number>/papers/<int:paper_id>", pages.paper, name="case-paper"),
]
