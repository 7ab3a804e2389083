"""The domain dictionary, data/search/concepts-*.csv: every row is whole, and words mean few things."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

from twiza.kernel.text import fold

FILES = sorted((Path(__file__).parents[2] / "data" / "search").glob("concepts-*.csv"))
HEADER = ["code", "kind", "ar", "fr", "en", "darija", "zgh", "broader", "source", "reviewer"]
LANGUAGES = ("ar", "fr", "en", "darija", "zgh")
OF_THINGS = {"good", "ingredient", "material", "technique", "dish", "tool", "colour", "unit"}
KINDS = OF_THINGS | {"place", "use", "occasion", "person", "attribute", "brand_of_origin", "body"}
# Words that truly stand for more than two concepts.
ACCEPTED: dict[str, set[str]] = {
    "sale": {"sale", "salted", "on-offer"},  # the town Salé, French salé, English sale
    "اتاي": {"tea", "tea-use", "mint-tea-dish"},
}

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ARABIC = re.compile(r"[\u0600-\u06ff0-9 .%/()-]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff0-9œŒ '’.,&%/()-]+")
_TIFINAGH = re.compile(r"[\u2d30-\u2d7f -]+")
_AMAZIGH_LATIN = re.compile(r"[a-zɛɣḥḍṭṣẓṛǧčšžâ ʷ'’-]+")


@cache
def rows() -> tuple[dict[str, str], ...]:
    found = []
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            assert reader.fieldnames == HEADER, path.name
            found += [{**row, "file": path.name} for row in reader]
    return tuple(found)


def words(row: dict[str, str], language: str) -> list[str]:
    return row[language].split("|") if row[language] else []


def test_every_row_is_whole() -> None:
    assert len(FILES) >= 2
    wrong = []
    for row in rows():
        if None in row or None in row.values():
            wrong.append((row["file"], row["code"], "columns"))
        elif not _CODE.fullmatch(row["code"]) or row["kind"] not in KINDS:
            wrong.append((row["file"], row["code"], row["kind"]))
        elif not all(row[must] for must in ("ar", "fr", "en", "source")):
            wrong.append((row["file"], row["code"], "empty"))
    assert wrong == []


def test_codes_are_unique_across_the_files() -> None:
    files = defaultdict(list)
    for row in rows():
        files[row["code"]].append(row["file"])
    assert {code: where for code, where in files.items() if len(where) > 1} == {}


def test_words_are_clean_and_in_their_script() -> None:
    wrong = []
    for row in rows():
        for language in LANGUAGES:
            own = words(row, language)
            wrong += [(row["code"], language, word) for word in own if not _in_script(language, word)]
            if len(set(own)) < len(own):
                wrong.append((row["code"], language, "the same word twice"))
    assert wrong == []


def _in_script(language: str, word: str) -> bool:
    if word != word.strip() or not fold(word) or unicodedata.normalize("NFC", word) != word:
        return False
    if any(unicodedata.category(letter).startswith("C") for letter in word):
        return False
    scripts = {
        "ar": (_ARABIC,),
        "fr": (_LATIN,),
        "en": (_LATIN,),
        "darija": (_ARABIC, _LATIN),
        "zgh": (_TIFINAGH, _AMAZIGH_LATIN),
    }
    return any(script.fullmatch(word) for script in scripts[language])


def test_broader_concepts_exist_and_run_in_no_circle() -> None:
    broader = {row["code"]: [code for code in row["broader"].split("|") if code] for row in rows()}
    assert {code: up for code, ups in broader.items() for up in ups if up not in broader} == {}
    done: set[str] = set()

    def climb(code: str, path: tuple[str, ...]) -> None:
        assert code not in path, " → ".join((*path, code))
        if code not in done:
            for up in broader[code]:
                climb(up, (*path, code))
            done.add(code)

    for code in broader:
        climb(code, ())


def test_there_are_enough_and_most_speak_darija() -> None:
    assert len(rows()) >= 600
    assert sum(1 for row in rows() if row["darija"]) >= 0.7 * len(rows())


def test_a_word_belongs_to_two_concepts_at_most() -> None:
    concepts = defaultdict(set)
    for row in rows():
        for language in LANGUAGES:
            for word in words(row, language):
                concepts[fold(word)].add(row["code"])
    many = {word: codes for word, codes in concepts.items() if len(codes) > 2}
    assert many == ACCEPTED
