"""What each page of the workshop costs: no more queries and bytes than its row of budget.toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.web.workshop.test_strangers import ROWS

BUDGET = tomllib.loads((Path(__file__).parents[1] / "budget.toml").read_text("utf-8"))["workshop"]
BUTTONS = {
    *(
        "do-part",
        "product-verb",
        "photo-first",
        "remove-photo",
        "drop-claim",
        "apply-import",
        "submit",
        "remove-picture",
    ),
    *("reopen", "cancel-closure", "change-role", "remove-member", "withdraw-invitation", "leave"),
}  # POST alone


def test_each_page_has_a_row() -> None:
    assert set(BUDGET) == set(ROWS) - BUTTONS


def test_no_page_costs_more_than_its_row(house) -> None:
    client = Client()
    client.force_login(house.manager)
    costs = {}
    for name in BUDGET:
        address = reverse(f"workshop:{name}", args=ROWS[name](house)) + ("?all" if name == "start" else "")
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as spent:
            answer = client.get(address)
            size = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        costs[name] = (answer.status_code, len(spent), size)
    over = {
        name: cost
        for name, cost in costs.items()
        if cost[0] != 200 or cost[1] > BUDGET[name]["queries"] or cost[2] > BUDGET[name]["bytes"]
    }
    assert not over
