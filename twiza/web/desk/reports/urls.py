from django.urls import URLPattern, path

from twiza.web.desk.reports import pages, sheets

patterns: list[URLPattern] = [
    path("reports/", pages.months, name="reports"),
    path("reports/sales/", pages.sales, name="reports-sales"),
    path("reports/sales.<str:kind>", sheets.sales, name="reports-sales-sheet"),
    path("reports/vat/", pages.vat, name="reports-vat"),
    path("reports/vat.<str:kind>", sheets.vat, name="reports-vat-sheet"),
    path("reports/owed/", pages.owed, name="reports-owed"),
]
