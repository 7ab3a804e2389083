"""What is measured: our search, and three that everybody has. All are given the same documents, whole."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from subprocess import CalledProcessError

import psycopg
from django.conf import settings

from twiza.config.score.judgments import Judged
from twiza.search.api import Question, Searchable, find

DEPTH = 50
# (keys in their order, whether they were found only by asking for less than was asked)
Answer = tuple[list[str], bool]
Engine = Callable[[Judged], Answer]


def ours(judged: Judged) -> Answer:
    """As the shop asks: Arabic and Tifinagh letters on a page in Arabic, Latin ones in French, English in English."""
    latin = judged.query.isascii() or any("a" <= letter.lower() <= "ɏ" for letter in judged.query)
    language = "en" if judged.language == "en" else "fr" if latin else "ar"
    found = find(Question(judged.query, language=language, page_size=DEPTH, facets=False))
    return [hit.key for hit in found.hits], found.loosened or bool(found.corrected)


def texts(document: Searchable) -> tuple[str, str]:
    """Its names, and all the rest of its words."""
    rest = (document.cooperative, document.designation, document.category, document.place, document.words)
    return " ".join(document.names.values()), " ".join(" ".join(part) for part in (*rest, document.description))


@contextmanager
def sqlite_engines(documents: Sequence[Searchable]) -> Iterator[dict[str, Engine]]:
    """`icontains` is what Django writes for it on SQLite: LIKE, all words, in no order but that of the rows.
    `fts5` is SQLite's full text with bm25, a name ten times the rest."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(
            "CREATE VIRTUAL TABLE page USING fts5(key UNINDEXED, name, rest, tokenize='unicode61 remove_diacritics 2')"
        )
        base.execute("CREATE TABLE plain(key, text)")
        for document in documents:
            base.execute("INSERT INTO page VALUES (?, ?, ?)", (document.key, *texts(document)))
            base.execute("INSERT INTO plain VALUES (?, ?)", (document.key, " ".join(texts(document))))

        def icontains(judged: Judged) -> Answer:
            words = [
                word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for word in judged.query.split()
            ]
            each = " AND ".join(["text LIKE ? ESCAPE '\\'"] * len(words))
            rows = base.execute(f"SELECT key FROM plain WHERE {each} LIMIT {DEPTH}", [f"%{word}%" for word in words])  # noqa: S608
            return [key for (key,) in rows], False

        def fts5(judged: Judged) -> Answer:
            words = " ".join('"' + word.replace('"', '""') + '"' for word in judged.query.split())
            rows = base.execute(
                f"SELECT key FROM page WHERE page MATCH ? ORDER BY bm25(page, 0, 10, 1) LIMIT {DEPTH}",  # noqa: S608
                [words],
            )
            return [key for (key,) in rows], False

        yield {"icontains": icontains, "sqlite_fts5": fts5}


@contextmanager
def postgres_engines(documents: Sequence[Searchable]) -> Iterator[dict[str, Engine]]:
    """PostgreSQL's full text, `simple` words and `ts_rank`, names in weight A, if a server can be started here."""
    sys.path.insert(0, str(settings.ROOT))  # `tools` is no part of the package
    with ExitStack() as opened:
        try:
            from tools.postgres import server

            url = opened.enter_context(server())
        except (ImportError, OSError, CalledProcessError):
            yield {}
            return
        base = opened.enter_context(psycopg.connect(url, autocommit=True))
        base.execute("CREATE TABLE page (key text, words tsvector)")
        for document in documents:
            name, rest = texts(document)
            base.execute(
                "INSERT INTO page VALUES (%s, setweight(to_tsvector('simple', %s), 'A')"
                " || setweight(to_tsvector('simple', %s), 'D'))",
                (document.key, name, rest),
            )

        def full_text(judged: Judged) -> Answer:
            rows = base.execute(
                f"SELECT key FROM page, plainto_tsquery('simple', %s) asked WHERE words @@ asked"  # noqa: S608
                f" ORDER BY ts_rank(words, asked) DESC, key LIMIT {DEPTH}",
                (judged.query,),
            )
            return [key for (key,) in rows], False

        yield {"postgresql": full_text}
