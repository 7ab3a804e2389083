"""The rule book: law, guidance and promises of the house, each with its source and its versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from twiza.kernel.refusals import NotFound
from twiza.law import api as law
from twiza.rest.v1.shapes import Asked, Listed, next_page

router = Router(tags=["rules"])


class Version(Schema):
    since: date
    until: date | None
    value: Any = Field(description="In `unit`; true for a duty without a number")


class RuleItem(Schema):
    id: str
    area: str = Field(description="consumer, privacy, trade or house")
    kind: str = Field(description="law; guidance: not read in the legal text, no verdict; house: beyond the law")
    sentence: dict[str, str] = Field(description="By language: ar, fr, en")
    source: str
    article: str
    url: str
    confidence: str
    checked: date
    unit: str


class RuleList(Listed):
    items: list[RuleItem]


class OneRule(RuleItem):
    versions: list[Version] = Field(description="The oldest first; none where the value was not verified")
    used_in: list[str] = Field(description="Parts of the platform that ask it")


class Wanted(Asked):
    after: str | None = Field(None, description="Where the page before ended: follow `next`")
    area: str | None = None
    q: str | None = Field(None, max_length=100, description="Words of its sentence, its id, its article")


@router.get("", response=RuleList, summary="Rules the market works by")
def list_rules(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    found = [s for s in law.find(wanted.q or "") if wanted.area in (None, s.area)]
    if wanted.after:
        at = next((n for n, s in enumerate(found) if s.id == wanted.after), None)
        if at is None:
            raise NotFound()
        shown = found[at + 1 :]
    else:
        shown = found
    page = shown[: wanted.page_size]
    cursor = page[-1].id if len(shown) > len(page) else None
    return {"count": len(found), "items": [_item(s) for s in page], "next": next_page(request, cursor, "after")}


@router.get("/{rule_id}", response=OneRule, summary="One rule, with its history", url_name="one_rule")
def one_rule(request: HttpRequest, rule_id: str) -> dict[str, Any]:
    try:
        sheet = law.sheet(rule_id)
    except law.UnknownRule:
        raise NotFound() from None
    versions = [{"since": v.since, "until": v.until, "value": v.value} for v in sheet.versions]
    return _item(sheet) | {"versions": versions, "used_in": list(law.where_used(rule_id))}


def _item(sheet: law.Sheet) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "area": sheet.area,
        "kind": sheet.kind,
        "sentence": dict(sheet.sentence),
        "source": sheet.source,
        "article": sheet.article,
        "url": sheet.url,
        "confidence": sheet.confidence,
        "checked": sheet.checked,
        "unit": sheet.unit,
    }
