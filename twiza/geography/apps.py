from django.apps import AppConfig


class GeographyConfig(AppConfig):
    name = "twiza.geography"
    default_auto_field = "django.db.models.BigAutoField"
