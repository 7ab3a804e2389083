"""The tree of categories."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from twiza.catalog import api as catalog
from twiza.kernel.text import pick
from twiza.rest.v1.shapes import Listed, language_of, page_url

router = Router(tags=["categories"])


class Category(Schema):
    code: str
    name: str
    parent: str | None
    url: str
    vat_class: str


class CategoryList(Listed):
    items: list[Category]


@router.get("", response=CategoryList, summary="Every category; parents before their children")
def list_categories(request: HttpRequest, language: str | None = None) -> dict[str, Any]:
    language = language_of(request, language)
    items: list[dict[str, Any]] = []

    def walk(nodes: Any) -> None:
        for node in nodes:
            items.append(
                {
                    "code": node.code,
                    "name": pick(node.names, language),
                    "parent": node.parent,
                    "url": page_url("shop:category", language, node.code),
                    "vat_class": node.vat_class,
                }
            )
            walk(node.children)

    walk(catalog.category_tree())
    return {"count": len(items), "items": items, "next": None}
