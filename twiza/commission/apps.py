from django.apps import AppConfig


class CommissionConfig(AppConfig):
    name = "twiza.commission"
    label = "commission"
