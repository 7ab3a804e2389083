from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "twiza.config"
    label = "twiza_config"

    def ready(self) -> None:
        from twiza.config.finding import open_index
        from twiza.people.api import how_to_send, on_sign_in
        from twiza.plumbing.api import on_sending, wire
        from twiza.web.shop.guest import merge_on_sign_in
        from twiza.wiring import REACTIONS

        wire(REACTIONS)
        on_sign_in(merge_on_sign_in)
        on_sending(how_to_send)
        open_index()
