"""The thread of a parcel is walked with the guarantees, its strangers with the withdrawals."""

from tests.web.shop.test_guarantees import part, test_she_writes_to_the_cooperative

__all__ = ["part", "test_she_writes_to_the_cooperative"]
