"""The same market as the workshop's, seen from the desk; its second factor has a test of its own."""

import pytest

from tests.web.workshop.conftest import house, sold

__all__ = ["house", "sold"]


@pytest.fixture(autouse=True)
def _one_factor(settings) -> None:
    settings.TWIZA_REQUIRE_2FA = False
