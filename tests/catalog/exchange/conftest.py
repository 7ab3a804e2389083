from __future__ import annotations

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english(db):
    """Sentences are compared in the language they are written in; the categories come from the database."""
    with translation.override("en"):
        yield
