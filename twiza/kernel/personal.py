"""What a context keeps about one person, as she may read it (law 09-08 arts. 7 and 8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class PersonalSection:
    """One kind of rows about a person. `records` are plain JSON values under stable English keys.

    `title` and `words` (key → label) are lazily translated: the page shows these, the JSON shows the keys. `kept`
    is "" where erasure removes these rows, else a sentence: why they stay, how they are pseudonymised, and how long.
    """

    code: str
    title: Any
    records: Sequence[Mapping[str, Any]]
    words: Mapping[str, Any] = field(default_factory=dict)
    kept: Any = ""
