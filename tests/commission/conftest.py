"""The house's first rules are there: `tests.make.reference` loads them once a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Sentences are compared in the language they are written in."""
    with override("en"):
        yield
