import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twiza.config.settings")
django = get_wsgi_application()

from twiza.search.api import write_counts  # noqa: E402 - once Django stands
from twiza.web.kit.pages.follow import follower  # noqa: E402 - once Django stands


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Django, kept from a charset that is no encoding of text (`rot13`): it dies of one before any middleware.

    With the first request, never before a process has forked, begins to hear which kept pages are no longer true, and
    to write down what is counted.
    """
    if "charset" in (claimed := environ.get("CONTENT_TYPE", "")).lower():
        media_type, parameters = parse_header_parameters(claimed)
        try:
            b"-".decode(parameters.get("charset", "utf-8"), "ignore")
        except LookupError:
            environ["CONTENT_TYPE"] = media_type
    if follower.thread is None and settings.KEEP_PAGES:
        follower.start()
    write_counts()
    return django(environ, start_response)
