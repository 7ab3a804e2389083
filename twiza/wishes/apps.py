from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "twiza.wishes"
    label = "wishes"
