from django.urls import path

from twiza.web.association.intake import pages

patterns = [
    path("<slug:slug>/new/", pages.person, name="intake"),
    path("<slug:slug>/new/<str:number>/", pages.of_order, name="intake-order"),
    path("<slug:slug>/new/<str:number>/elsewhere/", pages.elsewhere, name="intake-elsewhere"),
    path("<slug:slug>/mandates/", pages.mandates, name="mandates"),
    path("<slug:slug>/mandates/<str:number>/revoke/", pages.revoke, name="mandate-revoke"),
    path("<slug:slug>/mandates/<str:number>/scan", pages.scan, name="mandate-scan"),
]
