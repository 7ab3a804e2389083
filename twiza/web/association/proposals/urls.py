from django.urls import path

from twiza.web.association.proposals import pages

patterns = [
    path("<slug:slug>/cases/<str:number>/propose/", pages.propose, name="proposal-new"),
    path(
        "<slug:slug>/cases/<str:number>/proposals/<int:proposal_id>/take-back/",
        pages.take_back,
        name="proposal-take-back",
    ),
]
