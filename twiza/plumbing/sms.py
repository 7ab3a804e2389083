"""Text messages: the outside world behind a protocol of one method.

`settings.SMS_ADAPTER` is the import path of a class without parameters. A real gateway is some ten lines:

    class Gateway:
        def send(self, *, to: str, text: str, reference: str) -> None:
            answer = post(URL, {"to": to, "text": text, "client_reference": reference}, timeout=10)
            answer.raise_for_status()

`send` returns when the gateway has taken the message and raises otherwise; the worker then tries again later.
`reference` is the same on each try, so that a gateway that knows it can refuse to send twice.
"""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class SmsAdapter(Protocol):
    def send(self, *, to: str, text: str, reference: str) -> None:
        """Hand one message to the gateway. `to` is E.164 (+2126…); raise if it was not taken."""


class LettersPage:
    """The default: nothing leaves the machine; the letter counts as sent and is read on the letters page."""

    def send(self, *, to: str, text: str, reference: str) -> None:
        return


def sms_adapter() -> SmsAdapter:
    adapter: SmsAdapter = import_string(settings.SMS_ADAPTER)()
    return adapter
