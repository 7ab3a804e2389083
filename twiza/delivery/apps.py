from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "twiza.delivery"
    default_auto_field = "django.db.models.BigAutoField"
