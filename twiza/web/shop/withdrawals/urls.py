from django.urls import URLPattern, path

from twiza.web.shop.withdrawals import pages

ROWS = (
    ("return/<str:part>/", pages.new, "withdrawal_new"),
    ("withdrawals/<str:withdrawal>/", pages.withdrawal, "withdrawal"),
    ("withdrawals/<str:withdrawal>/sent/", pages.sent, "withdrawal_sent"),
    ("withdrawals/<str:withdrawal>/take-back/", pages.take_back, "withdrawal_take_back"),
    ("withdrawals/<str:withdrawal>/receipt.pdf", pages.receipt, "withdrawal_receipt"),
)
patterns: list[URLPattern] = [
    *(path(f"orders/<str:number>/{under}", view, name=name) for under, view, name in ROWS),
    *(path(f"orders/<str:number>/<str:secret>/{under}", view, name=f"{name}_by_link") for under, view, name in ROWS),
]
