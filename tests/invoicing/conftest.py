from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection


@pytest.fixture
def kept(db) -> None:
    """The triggers against deletion, which the tests of others go without on SQLite."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for statement in import_module("twiza.invoicing.migrations.0002_kept").SQLITE:
                if "BEFORE DELETE" in statement:
                    cursor.execute(statement)
