"""What a refused request must leave as it was: every row of every table of ours."""

from __future__ import annotations

from typing import Any

from django.apps import apps

CONTEXTS = (
    "plumbing",
    "ledger",
    "clocks",
    "freshness",
    "people",
    "cooperatives",
    "bank",
    "catalog",
    "payments",
    "delivery",
    "commission",
    "invoicing",
    "ordering",
    "cashbook",
    "wishes",
    "settlement",
    "members",
    "conversations",
    "protection",
    "reviews",
    "complaints",
    "mediation",
    "observatory",
    "privacy",
)
QUIET = {"Category", "Designation", "CacheRow"}  # reference data that nobody writes, and what a page looked up


def everything() -> dict[str, list[dict[str, Any]]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for context in CONTEXTS
        for model in apps.get_app_config(context).get_models()
        if model.__name__ not in QUIET
    }
