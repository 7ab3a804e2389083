"""What may be found, and finding it, whatever the script, language or spelling.

A context above writes its things with `index_many([Searchable(...)], now=...)` when a fact says that they changed,
takes them out with `forget_many`, and says what buyers did with `set_signals`. Pages ask `find(Question(...))` and
`suggest`, and fetch the cards of the hits from whoever owns them: what is not public is not shown, whatever is found.

`keep_index` runs in one process a machine (the worker, or `twiza index`) and keeps this machine's replica; `catch_up`
does it once, here and now. Who has all things of a kind says so with `feed_from`; `refill` writes them all anew.

`note_search` and `note_shown` count in memory, `write_counts` writes later: nothing is written while a page is read.
"""

from twiza.search.actions.decide_word import accept_word, refuse_word
from twiza.search.actions.forget import forget, forget_many
from twiza.search.actions.index import index, index_many
from twiza.search.actions.number import number_rows
from twiza.search.actions.propose_word import ConceptUnknown, WordKnown, WordUnfit, propose_word
from twiza.search.actions.rebuild import rebuild
from twiza.search.actions.refill import feed_from, kinds_to_refill, refill
from twiza.search.actions.set_signals import set_signals
from twiza.search.actions.tally import tally
from twiza.search.jobs.keeper import Busy, catch_up, keep_index, rebuild_replica
from twiza.search.queries.cursor import TooDeep
from twiza.search.queries.find import find, index_revision, suggest
from twiza.search.queries.folder import request_rebuild
from twiza.search.queries.highlighting import highlight
from twiza.search.queries.meanings import ConceptCard, concept_cards, concepts_named, concepts_near
from twiza.search.queries.shapes import (
    Facets,
    Filter,
    Found,
    Hit,
    IndexState,
    Question,
    ReplicaCard,
    Searchable,
    Signals,
    Suggestion,
    Why,
)
from twiza.search.queries.state import index_state, indexed_keys, list_replicas
from twiza.search.queries.tallies import (
    ExposureReport,
    UnfoundText,
    exposure,
    flush,
    note_search,
    note_shown,
    stop_counts,
    unfound,
    write_counts,
    write_with,
)
from twiza.search.queries.vocabulary import WordCard, proposed_words
from twiza.search.terms.analysis import Asked, asked

__all__ = [
    "Asked",
    "Busy",
    "ConceptCard",
    "ConceptUnknown",
    "ExposureReport",
    "Facets",
    "Filter",
    "Found",
    "Hit",
    "IndexState",
    "Question",
    "ReplicaCard",
    "Searchable",
    "Signals",
    "Suggestion",
    "TooDeep",
    "UnfoundText",
    "Why",
    "WordCard",
    "WordKnown",
    "WordUnfit",
    "accept_word",
    "asked",
    "catch_up",
    "concept_cards",
    "concepts_named",
    "concepts_near",
    "exposure",
    "feed_from",
    "find",
    "flush",
    "forget",
    "forget_many",
    "highlight",
    "index",
    "index_many",
    "index_revision",
    "index_state",
    "indexed_keys",
    "keep_index",
    "kinds_to_refill",
    "list_replicas",
    "note_search",
    "note_shown",
    "number_rows",
    "propose_word",
    "proposed_words",
    "rebuild",
    "rebuild_replica",
    "refill",
    "refuse_word",
    "request_rebuild",
    "set_signals",
    "stop_counts",
    "suggest",
    "tally",
    "unfound",
    "write_counts",
    "write_with",
]
