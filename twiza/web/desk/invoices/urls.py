from django.urls import path

from twiza.web.desk.invoices import files

patterns = [path("invoices/<str:name>", files.file, name="invoice-file")]
