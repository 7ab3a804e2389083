from django.urls import path

from twiza.web.workshop.invoices import pages

patterns = [
    path("<slug:slug>/invoices/", pages.invoices, name="invoices"),
    path("<slug:slug>/invoices/taxes/", pages.taxes, name="invoice-taxes"),
    path("<slug:slug>/invoices/<str:name>", pages.file, name="invoice-file"),
]
