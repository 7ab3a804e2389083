"""What stands in the head of a public page: description, canonical address, the other languages, data for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Data = Mapping[str, Any]
LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en_GB"}
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True, slots=True)
class Head:
    """`alternates` are (language, absolute address); `linked` are JSON texts, safe inside a script element."""

    title: str
    locale: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    default: str
    image: str
    kind: str
    linked: tuple[SafeString, ...]


def head(
    request: HttpRequest,
    *,
    title: str,
    description: str = "",
    image: str = "",
    kind: str = "website",
    linked: Iterable[Data] = (),
    query: str = "",
) -> Head:
    """The head of this page. `query` ("?after=…") is what of the address makes it another page; the rest is dropped."""
    path = request.path + query
    alternates = tuple((code, absolute(translate_url(path, code))) for code, _name in settings.LANGUAGES)
    return Head(
        title=title,
        locale=LOCALES.get(get_language() or "", "ar_MA"),
        description=shorten(description),
        canonical=absolute(path),
        alternates=alternates,
        default=dict(alternates)[settings.LANGUAGE_CODE],
        image=absolute(image or "/zellige/twiza.svg"),
        kind=kind,
        linked=tuple(safe_json(data) for data in linked),
    )


def absolute(path: str) -> str:
    return path if path.startswith("http") else settings.SITE_URL + path


def shorten(text: str, longest: int = 200) -> str:
    """One line, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"


def safe_json(data: Data) -> SafeString:
    """JSON that can't close its script element, whatever a name contains."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308 - escaped above
