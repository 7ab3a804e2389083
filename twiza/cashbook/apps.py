from django.apps import AppConfig


class CashbookConfig(AppConfig):
    name = "twiza.cashbook"
    label = "cashbook"
