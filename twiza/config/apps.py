from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "twiza.config"
    label = "twiza_config"

    def ready(self) -> None:
        from twiza.plumbing.api import wire
        from twiza.wiring import REACTIONS

        wire(REACTIONS)
