from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    name = "twiza.plumbing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from twiza.plumbing.audit import listen

        listen()
