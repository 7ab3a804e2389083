"""The sellers of settlement's tests, with all ways of paying."""

from tests.settlement.conftest import _all_ways, carrier, dairy, omar, tifawin  # noqa: F401
