from django.urls import URLPattern, path

from twiza.web.workshop.earnings import pages

patterns: list[URLPattern] = [
    path("<slug:slug>/earnings/", pages.earnings, name="earnings"),
    path("<slug:slug>/earnings/orders/", pages.orders, name="earnings-orders"),
    path("<slug:slug>/earnings/orders/<str:number>/", pages.part, name="earnings-part"),
    path("<slug:slug>/earnings/payouts/<int:payout_id>/", pages.payout, name="earnings-payout"),
]
