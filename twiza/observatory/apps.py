from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "twiza.observatory"
    label = "observatory"
