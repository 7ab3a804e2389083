from django.urls import URLPattern, path

from twiza.web.workshop.earnings import pages, reports

patterns: list[URLPattern] = [
    path("<slug:slug>/earnings/", pages.earnings, name="earnings"),
    path("<slug:slug>/earnings/orders/", pages.orders, name="earnings-orders"),
    path("<slug:slug>/earnings/orders/<str:number>/", pages.part, name="earnings-part"),
    path("<slug:slug>/earnings/report/", reports.report, name="earnings-report"),
    path("<slug:slug>/earnings/report.<str:kind>", reports.report_sheet, name="earnings-report-sheet"),
    path("<slug:slug>/earnings/payouts/<int:payout_id>/", pages.payout, name="earnings-payout"),
]
