"""A room is a folder of an audience's screens with addresses of its own: `web/desk/bank/`, its tests in
`tests/web/desk/test_bank.py`. Each walks its room with the functions below; `test_shape` demands it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from tests.web.everything import everything
from twiza.people.api import Person


@dataclass(frozen=True)
class Row:
    """One address: the arguments after the slug (workshop) or all of them (desk), and what the page may cost.

    `post` is what would do something if it were let in. A `button` answers POST alone.
    """

    arguments: Sequence[Any] = ()
    queries: int = 0
    size: int = 40_000
    button: bool = False
    post: Mapping[str, str] = field(default_factory=dict)


def walk_desk_room(patterns: Sequence[URLPattern], rows: Mapping[str, Row], *, desk: Person, others: Sequence[Person]):
    """Every address is the desk's alone; nothing changes when others try; no page costs more than its row."""
    _walk("desk", patterns, rows, (), insider=desk, others=others)


def walk_workshop_room(
    patterns: Sequence[URLPattern], rows: Mapping[str, Row], *, slug: str, insider: Person, others: Sequence[Person]
):
    """Every address is the team's alone (`others`: a stranger, another cooperative's manager, a wrong role)."""
    _walk("workshop", patterns, rows, (slug,), insider=insider, others=others)


def walk_association_room(
    patterns: Sequence[URLPattern], rows: Mapping[str, Row], *, slug: str, insider: Person, others: Sequence[Person]
):
    """Every address is the association's team's alone (`others`: a buyer, a seller, the desk, another's adviser)."""
    _walk("association", patterns, rows, (slug,), insider=insider, others=others)


def walk_own_number_of_another(patterns: Sequence[URLPattern], rows: Mapping[str, Row], *, slug: str, manager: Person):
    """`slug` is her own cooperative, the numbers in `rows` are another's: they do not exist."""
    client = Client()
    client.force_login(manager)
    before = everything()
    for pattern in patterns:
        row = rows[str(pattern.name)]
        if row.arguments:
            address = reverse(f"workshop:{pattern.name}", args=(slug, *row.arguments))
            assert client.get(address).status_code in (404, 405), pattern.name
            assert client.post(address, row.post).status_code in (404, 405), pattern.name
    assert everything() == before


def _walk(
    audience: str,
    patterns: Sequence[URLPattern],
    rows: Mapping[str, Row],
    first: tuple[Any, ...],
    *,
    insider: Person,
    others: Sequence[Person],
) -> None:
    assert {str(p.name) for p in patterns} == set(rows), "each address has its row"
    addresses = {name: reverse(f"{audience}:{name}", args=(*first, *row.arguments)) for name, row in rows.items()}
    clients = [(person, Client()) for person in others]
    for person, client in clients:
        client.force_login(person)  # writes when she came in
    before = everything()
    for person, client in clients:
        for name, address in addresses.items():
            assert client.get(address).status_code == 404, (name, "get", person)
            assert client.post(address, rows[name].post).status_code == 404, (name, "post", person)
    for name, address in addresses.items():
        for answer in (Client().get(address), Client().post(address, rows[name].post)):
            assert "/account/login/" in answer.headers.get("Location", ""), name
    assert everything() == before
    client, over = Client(), {}
    client.force_login(insider)
    for name, address in addresses.items():
        first_answer = client.get(address)
        if rows[name].button:
            assert first_answer.status_code == 405, name
            continue
        with CaptureQueriesContext(connection) as spent:
            answer = client.get(address)
            size = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        if answer.status_code != 200 or len(spent) > rows[name].queries or size > rows[name].size:
            over[name] = (answer.status_code, len(spent), size)
    assert not over, "status, queries, bytes"
