"""What may be found, and finding it: names in all languages, words, beginnings of words, with or without ال.

A context above writes its things with `index_many([Searchable(kind, key, names, words, weight)], now=...)` when a
fact says they changed, and takes them out with `forget_many`. Pages read `find`, `count` and `suggest`, and fetch
the cards of the hits from whoever owns them.
"""

from twiza.search.actions.forget import forget, forget_many
from twiza.search.actions.index import Searchable, index, index_many
from twiza.search.actions.rebuild import rebuild
from twiza.search.queries import Hit, IndexState, Suggestion, count, find, index_state, indexed_keys, suggest

__all__ = [
    "Hit",
    "IndexState",
    "Searchable",
    "Suggestion",
    "count",
    "find",
    "forget",
    "forget_many",
    "index",
    "index_many",
    "index_state",
    "indexed_keys",
    "rebuild",
    "suggest",
]
