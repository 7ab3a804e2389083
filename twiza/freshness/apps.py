from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "twiza.freshness"
    label = "freshness"
