from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "twiza.complaints"
    label = "complaints"
