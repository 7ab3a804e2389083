from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "twiza.clocks"
    label = "clocks"
