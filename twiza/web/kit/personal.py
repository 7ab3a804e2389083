"""What contexts keep about a person, as a page shows it: labels and plain texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from twiza.kernel.personal import PersonalSection
from twiza.kernel.say import dirhams, in_moment
from twiza.kernel.text import LANGUAGES, pick
from twiza.privacy.api import Export

MOST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    code: str
    title: Any
    kept: Any
    count: int
    records: list[list[tuple[Any, str]]]
    more: int


def readable(sections: Iterable[PersonalSection], language: str, *, most: int = MOST) -> list[Shown]:
    """The newest `most` records of each section; the file has them all."""
    return [
        Shown(
            section.code,
            section.title,
            section.kept,
            len(section.records),
            [_record(section, one, language) for one in list(section.records)[-most:]],
            max(0, len(section.records) - most),
        )
        for section in sections
    ]


def _record(section: PersonalSection, record: Mapping[str, Any], language: str) -> list[tuple[Any, str]]:
    shown = ((section.words.get(key, key), _text(key, value, language)) for key, value in record.items())
    return [(word, text) for word, text in shown if text]


def _text(key: str, value: Any, language: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if key.endswith("_centimes") and isinstance(value, int):
        return dirhams(value, language)
    if isinstance(value, Mapping):
        if value and set(value) <= set(LANGUAGES):
            return pick(value, language)
        return " · ".join(text for k, one in value.items() if (text := _text(k, one, language)))
    if isinstance(value, list | tuple):
        return " | ".join(text for one in value if (text := _text(key, one, language)))
    text = str(value)
    if key.endswith("_at") or key == "at":
        try:
            return in_moment(datetime.fromisoformat(text), language)
        except ValueError:
            return text
    return text


def file_of(request: HttpRequest, export: Export, kind: str) -> HttpResponse:
    """The JSON, or a zip of it with the page that reads it."""
    headers = {"Content-Disposition": f'attachment; filename="twiza-data.{kind}"', "Cache-Control": "private, no-store"}
    if kind == "json":
        return HttpResponse(export.as_json, content_type="application/json; charset=utf-8", headers=headers)
    language = str(getattr(request, "LANGUAGE_CODE", "ar"))
    sections = readable(export.sections, language, most=100_000)
    page = render_to_string("account/privacy/file.html", {"sections": sections, "at": export.at}, request=request)
    return HttpResponse(export.as_zip(page.encode()), content_type="application/zip", headers=headers)
