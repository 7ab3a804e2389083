from django.apps import AppConfig


class OrderingConfig(AppConfig):
    name = "twiza.ordering"
    default_auto_field = "django.db.models.BigAutoField"
