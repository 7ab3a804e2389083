from django.urls import path

from twiza.web.shop.invoices import files

patterns = [
    path("orders/<str:number>/invoices/<str:name>", files.file, name="invoice_file"),
    path("orders/<str:number>/<str:secret>/invoices/<str:name>", files.file, name="invoice_file_by_link"),
]
