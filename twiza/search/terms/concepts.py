"""The files of the domain dictionary: data/search/concepts-*.csv, one concept a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "data" / "search"
LANGUAGES = ("ar", "fr", "en", "darija", "zgh")
# A word accepted for a concept: (word, language, code).
Accepted = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Concept:
    """`words` by language, the one to be shown first; `broader` are codes one level up."""

    code: str
    kind: str
    words: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()


def files(folder: Path = FOLDER) -> list[Path]:
    return sorted(folder.glob("concepts-*.csv"))


def fingerprint(folder: Path = FOLDER) -> str:
    """Another one when any of the files changed."""
    digest = blake2b(digest_size=6)
    for path in files(folder):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_concepts(folder: Path = FOLDER) -> dict[str, Concept]:
    """By code. A row without a code is passed over; of two with the same code, the first counts."""
    found: dict[str, Concept] = {}
    for path in files(folder):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if code := row["code"]:
                    words = {language: _parts(row[language]) for language in LANGUAGES if row[language]}
                    found.setdefault(code, Concept(code, row["kind"], words, _parts(row["broader"])))
    return found


def _parts(cell: str | None) -> tuple[str, ...]:
    return tuple(part for raw in (cell or "").split("|") if (part := raw.strip()))


def with_accepted(concepts: Mapping[str, Concept], accepted: Iterable[Accepted]) -> dict[str, Concept]:
    """The concepts with words that a person accepted; a word of an unknown concept is passed over."""
    found = dict(concepts)
    for word, language, code in accepted:
        if (concept := found.get(code)) and word.strip():
            words = dict(concept.words)
            words[language] = tuple(dict.fromkeys((*words.get(language, ()), word.strip())))
            found[code] = replace(concept, words=words)
    return found
