"""What may be found, and finding it, whatever the script, language or spelling.

A context above writes its things with `index_many([Searchable(...)], now=...)` when a fact says that they changed,
takes them out with `forget_many`, and says what buyers did with `set_signals`. Pages ask `find(Question(...))` and
`suggest`, and fetch the cards of the hits from whoever owns them: what is not public is not shown, whatever is found.
`keep_index` runs in one process a machine.
"""

from twiza.search.actions.forget import forget, forget_many
from twiza.search.actions.index import index, index_many
from twiza.search.actions.rebuild import rebuild
from twiza.search.actions.set_signals import set_signals
from twiza.search.queries.cursor import TooDeep
from twiza.search.queries.find import count, find, index_revision, suggest
from twiza.search.queries.shapes import (
    Facets,
    Filter,
    Found,
    Hit,
    IndexState,
    Question,
    Searchable,
    Signals,
    Suggestion,
    Why,
)
from twiza.search.queries.state import index_state, indexed_keys

__all__ = [
    "Facets",
    "Filter",
    "Found",
    "Hit",
    "IndexState",
    "Question",
    "Searchable",
    "Signals",
    "Suggestion",
    "TooDeep",
    "Why",
    "count",
    "find",
    "forget",
    "forget_many",
    "index",
    "index_many",
    "index_revision",
    "index_state",
    "indexed_keys",
    "rebuild",
    "set_signals",
    "suggest",
]
