"""From a row to a document of the replica: the schema, the fields, the tokens with their tiers. No models here, so
that processes which only analyse need no database."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any

import tantivy

from twiza.kernel.text import fold
from twiza.search import terms
from twiza.search.queries import ranking
from twiza.search.queries.ranking import Quality, impacts
from twiza.search.terms import analysis
from twiza.search.terms.dictionary import broader_than, concepts_of
from twiza.search.terms.letters import read

SCHEMA = 1
CURSOR = "cursor"
CODES = ("category", "designation", "region", "province", "commune", "cooperative")
# What a token begins with in the field that has those of all levels, without tiers: for counting and for "has it".
PREFIXES = {"exact": "", "stem": "s:", "concept": "c:", "wide": "c:", "measure": "m:", "key": "k:"}
_OTHER_FIELDS = ("category", "designation", "cooperative", "place", "words", "description")
_WIDENED = {"name": "words", "category": "words"}
_PARTING = frozenset(["with", "of", "for", "from", "in", "by", "on", "made"])
_IDS, _ID_BITS = 2**31 - 1, 31


def schema() -> tantivy.Schema:
    """Tokens come finished, between spaces; what is shown or counted lies in fast columns."""
    build = tantivy.SchemaBuilder()
    for words in (*PREFIXES, "any", "name", "vocabulary"):
        build.add_text_field(words, tokenizer_name="whitespace", index_option="basic")
    build.add_text_field("uid", stored=True, tokenizer_name="raw", index_option="basic")
    build.add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
    build.add_text_field("names", stored=True, tokenizer_name="raw", index_option="basic")
    for code in CODES:
        build.add_text_field(code, fast=True, tokenizer_name="raw", index_option="basic")
    build.add_text_field("stock", fast=True, tokenizer_name="raw", index_option="basic")
    for sort in ("new", "price", "best"):
        build.add_unsigned_field(sort, fast=True)
    build.add_unsigned_field("seller", fast=True)
    build.add_float_field("quality", fast=True)
    build.add_unsigned_field("revision", stored=True)
    return build.build()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """Tokenizers are not kept in an index: each process brings them."""
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", words)
    return index


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of an `Entry` that a document is made of."""

    id: int
    kind: str
    key: str
    names: Mapping[str, str]
    texts: Mapping[str, Sequence[str]]
    categories: str
    designations: str
    region: str
    province: str
    commune: str
    cooperative: str
    seller: str
    price_centimes: int | None
    in_stock: bool
    fresh_at: datetime | None
    sold: int
    stars_sum: int
    reviews: int
    lift: int

    @property
    def uid(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def quality(self) -> Quality:
        return Quality(self.in_stock, self.fresh_at, self.sold, self.stars_sum, self.reviews, self.lift)


COLUMNS = tuple(Row.__dataclass_fields__)


@lru_cache(1)
def format_of() -> str:
    """What a replica is made by: another schema, analysis, dictionary or way of making documents, another folder."""
    house = Path(terms.__file__).resolve().parents[2]
    made_by = [*(house / "search" / "terms").glob("*.py"), house / "kernel" / "text.py", Path(__file__)]
    made_by += [Path(ranking.__file__), *(house.parent / "data" / "search").glob("concepts-*.csv")]
    read = hashlib.blake2b(digest_size=6)
    for path in sorted(made_by):
        read.update(path.name.encode() + path.read_bytes())
    return f"{SCHEMA}-{read.hexdigest()}"


@lru_cache(50_000)
def _short(texts: tuple[str, ...]) -> Any:
    """Categories, cooperatives, places repeat in thousands of rows."""
    return analysis.indexed(texts)


@dataclass(frozen=True, slots=True)
class Heads:
    """What of a name says what the thing is: the first word and the phrases that begin with it; in English the last
    word before "with", "of" and the like, and the phrases that end there."""

    exact: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    def __or__(self, other: Heads) -> Heads:
        return Heads(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def _heads(names: Iterable[tuple[str, str]]) -> Heads:
    return reduce(or_, (_head(language == "en", name) for language, name in names), Heads())


@lru_cache(50_000)
def _head(is_last: bool, name: str) -> Heads:
    words = [read(word) for word in fold(name).split()]
    if not words:
        return Heads()
    end = len(words)
    if is_last:
        end = next((place for place, word in enumerate(words) if place and word in _PARTING), end)
    found = analysis.indexed((words[end - 1] if is_last else words[0],))
    phrases = concepts_of(words)
    codes = tuple(code for start, stop, named in phrases if (stop == end if is_last else start == 0) for code in named)
    return Heads(found.exact, found.stems, found.keys, tuple(dict.fromkeys((*codes, *found.concepts))))


def fields_of(row: Row) -> list[tuple[str, Any]]:
    """The analysed words of each field, the heaviest field first."""
    found = [("name", analysis.indexed(tuple(row.names.values())))]
    for name in _OTHER_FIELDS:
        if texts := row.texts.get(name):
            made = analysis.indexed(texts) if name in ("words", "description") else _short(tuple(texts))
            found.append((name, made))
    return found


def tiers_of(row: Row, fields: Sequence[tuple[str, Any]]) -> dict[str, dict[str, int]]:
    """By level, the tier of each token."""
    shelf = [("", text) for text in row.texts.get("category", ())]
    heads = {"name": _heads(row.names.items()), "category": _heads(shelf)}
    found = {}
    for level, attribute in (("exact", "exact"), ("stem", "stems"), ("concept", "concepts"), ("measure", "measures")):
        by_field = ((name, getattr(words, attribute)) for name, words in fields)
        found[level] = impacts(by_field, {name: getattr(words, attribute) for name, words in heads.items()})
    found["wide"] = _wide(fields, {name: words.concepts for name, words in heads.items()}, found["concept"])
    named = [(name, words.keys) for name, words in fields if name not in ("words", "description")]
    found["key"] = impacts(named, {name: words.keys for name, words in heads.items()})
    return found


def _wide(
    fields: Sequence[tuple[str, Any]], heads: Mapping[str, tuple[str, ...]], own: Mapping[str, int]
) -> dict[str, int]:
    """Every wider concept of those it has, up to the top: thyme honey is honey, and food. Of name and category only
    what says what the thing is counts as such: a teapot of silver is no jewel."""
    widened = [(name, wider(codes)) for name, codes in heads.items()]
    widened += [(_WIDENED.get(name, name), wider(words.concepts)) for name, words in fields]
    weighty = sorted(widened, key=lambda one: -ranking.FIELDS[one[0]])
    return impacts(((name, [code for code in codes if code not in own]) for name, codes in weighty), {})


@lru_cache(20_000)
def wider(codes: tuple[str, ...]) -> tuple[str, ...]:
    """All concepts above these, without these."""
    found: dict[str, None] = {}
    step = codes
    while step := tuple(code for code in broader_than(step) if code not in found):
        found |= dict.fromkeys(step)
    return tuple(code for code in found if code not in codes)


def term(token: str, tier: int) -> str:
    """A token in a tier, as the index has it."""
    return f"{token}~{tier}"


def document(row: Row, now: datetime) -> str:
    """The row as JSON for the replica."""
    fields = fields_of(row)
    tiers = tiers_of(row, fields)
    packed: dict[str, Any] = {
        level: " ".join(f"{token}~{tier}" for token, tier in tokens.items()) for level, tokens in tiers.items()
    }
    name = fields[0][1].exact
    short = (words.exact for field, words in fields if field not in ("words", "description"))
    packed["any"] = " ".join(PREFIXES[level] + token for level, tokens in tiers.items() for token in tokens)
    packed |= {
        "uid": row.uid,
        "kind": row.kind,
        "names": json.dumps(row.names, ensure_ascii=False),
        "name": " ".join(name),
        "vocabulary": " ".join({token for tokens in short for token in tokens}),
        "category": row.categories.split(),
        "designation": row.designations.split(),
        "stock": "1" if row.in_stock else "0",
        "seller": seller_number(row.seller),
    }
    packed |= {code: value for code in CODES[2:] if (value := getattr(row, code))}
    packed |= _sorts(row, now)
    return json.dumps(packed, ensure_ascii=False)


def _sorts(row: Row, now: datetime) -> dict[str, float | int]:
    """Whole numbers that sort as the lists do and are never equal: the value, then the row."""
    last = row.id & _IDS
    # Of things that are quite alike another one is first, and the same one on every machine.
    quality = row.quality.score(now) * (1 + ranking.SHUFFLE * (zlib.crc32(row.uid.encode()) / 2**32))
    moment = int(row.fresh_at.timestamp()) if row.fresh_at else 0
    sorts = {
        "quality": quality,
        "best": (int(row.in_stock) << 62) | (min(int(quality * 1e6), 2**30) << _ID_BITS) | last,
        "new": (max(0, min(moment, 2**32 - 1)) << _ID_BITS) | last,
    }
    if row.price_centimes is not None:
        sorts["price"] = price_place(row.price_centimes) | last
    return sorts


def price_place(centimes: int) -> int:
    """Where a price begins in the order of prices."""
    return max(0, min(centimes, 2**32 - 1)) << _ID_BITS


def price_at(place: float) -> int:
    """The price at a place of that order."""
    return int(place) >> _ID_BITS


@lru_cache(10_000)
def seller_number(seller: str) -> int:
    """A number for a fast column; 0 is nobody."""
    if not seller:
        return 0
    return int.from_bytes(hashlib.blake2b(seller.encode(), digest_size=6).digest(), "big") + 1


def cursor_document(revision: int, now: datetime) -> str:
    """The document by which a commit carries how far it goes, and when."""
    return json.dumps({"uid": CURSOR, "kind": CURSOR, "revision": revision, "names": now.isoformat()})


def documents(rows: Iterable[Sequence[Any]], now: datetime) -> list[str]:
    """Of many rows, as `COLUMNS` has them: what a process of its own does when all is built anew."""
    return [document(Row(*columns), now) for columns in rows]


def be_polite() -> None:
    """Of such a process: let those who serve go first."""
    os.nice(5)
