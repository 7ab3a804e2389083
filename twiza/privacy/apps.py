from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "twiza.privacy"
    label = "privacy"
