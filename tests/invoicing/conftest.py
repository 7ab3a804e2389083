from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

DATABASE = settings.DATABASES["default"]


@pytest.fixture
def kept(db) -> None:
    """The triggers against deletion, which the tests of others go without on SQLite."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in import_module("twiza.invoicing.migrations.0002_kept").SQLITE:
                if "BEFORE DELETE" in statement:
                    cursor.execute(statement)


@pytest.fixture
def own_database(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the kind that the tests run on."""
    if DATABASE["ENGINE"].endswith("sqlite3"):
        yield f"sqlite:///{tmp_path / 'race.sqlite3'}"
        return
    import psycopg
    from psycopg import sql

    server = f"postgresql://{DATABASE['USER']}:{DATABASE['PASSWORD']}@{DATABASE['HOST']}:{DATABASE['PORT']}"
    name = f"papers_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as root:
        root.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{server}/{name}"
        finally:
            root.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
