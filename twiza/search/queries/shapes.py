"""What is asked of search, what it is given to find, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

Texts = Mapping[str, str]
SORTS = ("best", "new", "price", "price_down")
LARGEST_PAGE = 100
MOST_PAGED = 10_000


@dataclass(frozen=True, slots=True)
class Facets:
    """Codes to narrow by. `categories` is the whole trail, root first; `cooperative` an id as text."""

    categories: Sequence[str] = ()
    region: str = ""
    province: str = ""
    commune: str = ""
    designations: Sequence[str] = ()
    cooperative: str = ""


@dataclass(frozen=True, slots=True)
class Searchable:
    """One thing to be found. `names` by language are shown as suggestions; the other texts are in any language, the
    first and heaviest field that has a word counts for it: name, category, designation, cooperative, place, words
    (variants, forms), description.

    `price_centimes` None: has no price. `fresh_at`: when it was first shown. `seller`: whose exposure it is.
    """

    kind: str
    key: str
    names: Texts
    cooperative: Sequence[str] = ()
    designation: Sequence[str] = ()
    category: Sequence[str] = ()
    place: Sequence[str] = ()
    words: Sequence[str] = ()
    description: Sequence[str] = ()
    facets: Facets = field(default_factory=Facets)
    price_centimes: int | None = None
    in_stock: bool = True
    fresh_at: datetime | None = None
    seller: str = ""


@dataclass(frozen=True, slots=True)
class Signals:
    """What buyers did: pieces received, and the stars of the reviews that are shown; None stays as it is. No money."""

    sold: int | None = None
    stars_sum: int | None = None
    reviews: int | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """`category` takes in its subtree; an unknown code finds nothing."""

    category: str | None = None
    region: str | None = None
    province: str | None = None
    commune: str | None = None
    cooperative: str | None = None
    designation: str | None = None
    in_stock: bool = False
    min_centimes: int | None = None
    max_centimes: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`text` "" lists all that the filter lets through. `after` is the `next` of the page before; `page` (from 1) is
    for those who number their pages, within the first 10,000. `near` is a commune's code: what is there comes first.
    `facets` False spares counting them.
    """

    text: str = ""
    language: str = "ar"
    kinds: Sequence[str] = ("product",)
    filter: Filter = field(default_factory=Filter)
    sort: str = "best"
    after: str | None = None
    page: int | None = None
    page_size: int = 24
    near: str | None = None
    explain: bool = False
    facets: bool = True


@dataclass(frozen=True, slots=True)
class Why:
    """Why a hit stands where it stands: `score` is (sum of `parts`) × (product of `factors`).

    A part is (what was asked, how it was met, in which fields, points); a factor (name, number, what it is of).
    """

    score: float
    parts: tuple[tuple[str, str, tuple[str, ...], float], ...] = ()
    factors: tuple[tuple[str, float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    key: str
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. `facets`: by name (category, region, province, commune, cooperative, designation, in_stock),
    codes with their counts, the most first, each under all of the filter but itself; `price` has ("lowest", centimes)
    and ("highest", centimes). `next` is the cursor of the page after, None at the end. `corrected` is a spelling that
    would find, "" where none is known. `loosened`: nothing had all the words, or hardly, so near ones are shown too.
    """

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    count_is_exact: bool = True
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    next: str | None = None
    corrected: str = ""
    loosened: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A thing whose name has a word beginning like what was typed; `names` by language, for `kernel.text.pick`."""

    kind: str
    key: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class IndexState:
    """Entries by kind; rows not numbered yet; how far this machine's replica is, what is wrong with it ("": nothing),
    and when its keeper last said how it stands."""

    entries: int
    by_kind: dict[str, int]
    waiting: int
    revision: int
    replica_revision: int
    replica_documents: int
    fault: str
    kept_at: datetime | None
    oldest_at: datetime | None
    newest_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReplicaCard:
    """The index of one machine: how many revisions it is behind, what is wrong with it ("": nothing), when something
    last was, and when its keeper last said how it stands."""

    machine: str
    behind: int
    fault: str
    faulted_at: datetime | None
    seen_at: datetime
