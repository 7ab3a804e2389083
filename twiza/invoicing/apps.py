from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "twiza.invoicing"
    label = "invoicing"
