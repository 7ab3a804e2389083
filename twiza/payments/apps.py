from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "twiza.payments"
    label = "payments"
