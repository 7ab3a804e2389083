from django.apps import AppConfig


class MediationConfig(AppConfig):
    name = "twiza.mediation"
    label = "mediation"
