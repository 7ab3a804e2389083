"""A database of its own for tests that need real processes or threads: a copy of the migrated one, with its
reference data, of the kind that the tests run on. Migrating anew for each would cost more than the races themselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, connections

_kept: dict[str, bytes] = {}
_numbers = count(1)


def keep_original() -> None:
    """Called once, when the test database has just been filled: what all copies are made of."""
    if connection.vendor == "sqlite":
        _kept["sqlite"] = connection.connection.serialize()
        return
    connections.close_all()  # a database that somebody uses can't be copied
    connection.close_pool()
    _on_server(f"CREATE DATABASE {_original()} TEMPLATE {connection.settings_dict['NAME']}")


def drop_original() -> None:
    if connection.vendor != "sqlite":
        _on_server(f"DROP DATABASE IF EXISTS {_original()} WITH (FORCE)")


def _original() -> str:
    return f"original_{os.getpid()}"


def _server() -> str:
    given = settings.DATABASES["default"]
    return f"postgresql://{quote(given['USER'])}:{quote(given['PASSWORD'])}@{given['HOST']}:{given['PORT']}"


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(f"{_server()}/postgres", autocommit=True) as root:
        root.execute(statement)


@contextmanager
def a_copy(path: Path) -> Iterator[str]:
    """The address of a copy: this file on SQLite, a database beside the others on a server."""
    if connection.vendor == "sqlite":
        path.write_bytes(_kept["sqlite"])
        yield f"sqlite:///{path}"
        return
    name = f"own_{os.getpid()}_{next(_numbers)}"
    _on_server(f"CREATE DATABASE {name} TEMPLATE {_original()}")
    try:
        yield f"{_server()}/{name}"
    finally:
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def own_database(db: None, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database with the reference data, empty but for them."""
    with a_copy(tmp_path / "own.sqlite3") as url:
        yield url
