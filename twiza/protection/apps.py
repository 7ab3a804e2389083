from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "twiza.protection"
    label = "protection"
