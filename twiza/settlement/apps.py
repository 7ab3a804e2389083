from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "twiza.settlement"
    label = "settlement"
