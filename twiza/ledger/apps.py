from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "twiza.ledger"
    label = "ledger"
