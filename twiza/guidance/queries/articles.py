"""Articles are files: `articles/<topic>/topic.toml` and one `<language>.md` each.

The first line of a text is its title, the paragraph after it the line of its card. Below, a small part of Markdown:
paragraphs, `## ` headings and `- ` lists, nothing else; everything else is shown as it is written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from twiza.guidance.terms.article import Article, Misuse, Topic
from twiza.kernel.refusals import NotFound

FOLDER = Path(__file__).parents[1] / "articles"
LANGUAGES = ("ar", "fr", "en")
MOST_CARDS = 2


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic, in the order of their `rank`."""
    found = []
    for sheet in FOLDER.glob("*/topic.toml"):
        fields = tomllib.loads(sheet.read_text("utf-8"))
        texts = {language: _text(sheet.parent.name, language) for language in LANGUAGES}
        topic = Topic(
            code=sheet.parent.name,
            icon=fields["icon"],
            moments=tuple(fields["moments"]),
            rules=tuple(fields["rules"]),
            titles={language: text[0] for language, text in texts.items()},
            lines={language: text[1] for language, text in texts.items()},
        )
        found.append((fields["rank"], topic))
    return tuple(topic for _rank, topic in sorted(found, key=lambda row: (row[0], row[1].code)))


@cache
def article(topic: str, language: str) -> Article:
    """The article in one of three languages, Arabic for any other; NotFound for a topic that is not there."""
    found = next((one for one in topics() if one.code == topic), None)
    if found is None:
        raise NotFound(topic)
    spoken = language if language in LANGUAGES else "ar"
    title, line, rest = _text(topic, spoken)
    return Article(topic=found, language=spoken, title=title, line=line, blocks=_blocks(rest))


@cache
def for_moment(*moments: str) -> tuple[Topic, ...]:
    """At most two topics that help at one of these moments (`product:honey-and-hive`, `checkout:cash`,
    `complaint:broken`, …), those of the first moment first."""
    fitting = {topic.code: topic for moment in moments for topic in topics() if moment in topic.moments}
    return tuple(fitting.values())[:MOST_CARDS]


@cache
def misuses() -> tuple[Misuse, ...]:
    """The documented misuses of selling online, in the order of their sheet."""
    rows = tomllib.loads((FOLDER.parent / "misuses.toml").read_text("utf-8"))["misuse"]
    return tuple(Misuse(**row | {"rules": tuple(row["rules"])}) for row in rows)


def misuses_of(topic: str) -> Sequence[Misuse]:
    return [one for one in misuses() if one.topic == topic]


def _text(topic: str, language: str) -> tuple[str, str, str]:
    """Title, line of the card, the rest."""
    head, _, rest = (FOLDER / topic / f"{language}.md").read_text("utf-8").partition("\n\n")
    line, _, rest = rest.strip().partition("\n\n")
    return head.removeprefix("# ").strip(), " ".join(line.split()), rest


def _blocks(text: str) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    found: list[tuple[str, str | tuple[str, ...]]] = []
    for block in text.strip().split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if not lines:
            continue
        if all(line.startswith("- ") for line in lines):
            found.append(("ul", tuple(line[2:] for line in lines)))
        elif lines[0].startswith("## "):
            found.append(("h", lines[0][3:]))
            if lines[1:]:
                found.append(("p", " ".join(lines[1:])))
        else:
            found.append(("p", " ".join(lines)))
    return tuple(found)
