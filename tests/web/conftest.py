"""Every page asks the database at least once a minute whether this is a sample."""

import pytest


@pytest.fixture(autouse=True)
def _with_database(db: None) -> None:
    pass
