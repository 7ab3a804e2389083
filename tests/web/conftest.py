"""Every page asks the database at least once a minute whether this is a sample."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _with_database(db: None) -> None:
    """What a test before asked does not run out between two counts of queries."""
    caches["local"].touch("has_sample", 600)
