"""Xapian behind haystack, for decimal prices: its own code gives them to a function that takes floats only."""

import xapian
import xapian_backend

_serialise = xapian.sortable_serialise
xapian_backend.xapian.sortable_serialise = lambda number: _serialise(float(number))


class Engine(xapian_backend.XapianEngine):
    pass
