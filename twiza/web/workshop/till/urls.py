from django.urls import URLPattern, path

from twiza.web.workshop.till import sales, sell

patterns: list[URLPattern] = [
    path("<slug:slug>/till/", sell.till, name="till"),
    path("<slug:slug>/till/sell/", sell.something_else, name="till-article"),
    path("<slug:slug>/till/sell/<int:variant_id>/", sell.sell, name="till-sell"),
    path("<slug:slug>/till/sales/", sales.sales, name="till-sales"),
    path("<slug:slug>/till/sales/<int:sale_id>/", sales.sale, name="till-sale"),
    path("<slug:slug>/till/sales/<int:sale_id>/paid/", sales.paid, name="till-paid"),
    path("<slug:slug>/till/sales/<int:sale_id>/undo/", sales.undo, name="till-undo"),
    path("<slug:slug>/till/sales/<int:sale_id>/receipt/", sales.receipt, name="till-receipt"),
    path("<slug:slug>/till/sales/<int:sale_id>/<str:number>.pdf", sales.paper, name="till-paper"),
]
