"""Translations: small files by part of the house, one compiled catalogue a language.

    python -m tools.messages update [part …]   extract the sentences of parts into locale/<language>/<part>.po
    python -m tools.messages compile           build locale/<language>/LC_MESSAGES/django.mo
    python -m tools.messages check             exit 1 where a sentence is missing, stale, fuzzy or has other blanks

Needs no gettext on the machine: Babel reads Python and writes catalogues, Django's own patterns read templates.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, TokenType
from django.utils.translation import template as patterns
from django.utils.translation import trim_whitespace

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
LANGUAGES = ("ar", "fr")  # English is the language of the source
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# gettext's own order of plurals: 0, 1, 2, 3-10, 11-99, 100 and the rest; Babel swaps the last two.
ARABIC = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=6; plural='
    '(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);\\n"\n'
)
Found = tuple[str | tuple[str, ...], str | None]
CONTEXTS = [
    "kernel",
    "law",
    "guidance",
    "plumbing",
    "geography",
    "search",
    "ledger",
    "clocks",
    "people",
    "cooperatives",
    "bank",
    "catalog",
    "payments",
    "delivery",
    "commission",
    "invoicing",
    "ordering",
    "cashbook",
    "wishes",
    "settlement",
    "members",
    "conversations",
    "protection",
    "reviews",
    "complaints",
    "mediation",
    "observatory",
    "privacy",
    "rest",
    "config",
]
AUDIENCES = ["shop", "account", "workshop", "desk", "association"]
# A room is a folder of an audience's screens: its sentences have a file of their own, "desk-bank".
ROOMS = sorted(
    f"{path.parent.name}-{path.name}"
    for audience in AUDIENCES
    for path in (ROOT / "twiza" / "web" / audience).iterdir()
    if (path / "urls.py").exists()
)
PAGES = ROOT / "twiza" / "web" / "templates"


def files_of(part: str) -> Iterator[Path]:
    """The sources whose sentences stand in `<part>.po`."""
    house = ROOT / "twiza"
    if part == "kit":
        folders = [house / "web" / "kit", PAGES / "parts", PAGES / "base", PAGES / "dev"]
        yield from sorted(PAGES.glob("*.*"))
    elif part == "account":
        folders = [
            house / "web" / "account",
            PAGES / "account",
            PAGES / "allauth",
            PAGES / "mfa",
            PAGES / "usersessions",
        ]
    elif part in AUDIENCES:
        folders = [house / "web" / part, PAGES / part]
    elif part in ROOMS:
        folders = [house / "web" / part.replace("-", "/"), PAGES / part.replace("-", "/")]
    elif part == "exchange":
        folders = [house / "catalog" / "exchange"]
    else:
        folders = [house / part, PAGES / "mail" / part]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".py", ".html", ".txt", ".svg") or "migrations" in path.parts:
                continue
            if part == "catalog" and "exchange" in path.parts:
                continue
            if part in AUDIENCES and any(
                room.split("-")[1] in path.relative_to(ROOT).parts for room in ROOMS if room.startswith(part)
            ):
                continue
            yield path


PARTS = [*CONTEXTS, "exchange", "kit", *AUDIENCES, *ROOMS]


def of_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as file:
        for _line, message, _comments, context in extract("python", file, keywords=KEYWORDS, options={}):
            yield message, context


def of_template(path: Path) -> Iterator[Found]:
    """Sentences of {% translate %}, {% blocktranslate %} and _("…") inside tags."""
    block: list[str] | None = None
    plural: list[str] | None = None
    context: str | None = None
    trimmed = False

    def unquote(text: str) -> str:
        return text.strip()[1:-1].replace("\\'", "'").replace('\\"', '"')

    def whole(parts: list[str]) -> str:
        text = "".join(parts)
        return trim_whitespace(text) if trimmed else text

    for token in Lexer(path.read_text("utf-8")).tokenize():
        if block is not None:
            here = block if plural is None else plural
            if token.token_type == TokenType.BLOCK and patterns.endblock_re.match(token.contents):
                yield (whole(block) if plural is None else (whole(block), whole(plural))), context
                block = plural = None
            elif token.token_type == TokenType.BLOCK and patterns.plural_re.match(token.contents):
                plural = []
            elif token.token_type == TokenType.VAR:
                here.append(f"%({token.contents.strip()})s")
            elif token.token_type == TokenType.TEXT:
                here.append(token.contents.replace("%", "%%"))
        elif token.token_type == TokenType.BLOCK:
            if found := patterns.inline_re.match(token.contents):
                named = patterns.context_re.match(found[2] or "")
                yield unquote(found[1]).replace("%", "%%"), unquote(named[1]) if named else None
            elif opened := patterns.block_re.match(token.contents):
                named = patterns.context_re.match(opened[1] or "")
                context = unquote(named[1]) if named else None
                block, trimmed = [], " trimmed" in token.contents
            yield from ((unquote(text), None) for text in patterns.constant_re.findall(token.contents))
        elif token.token_type == TokenType.VAR:
            yield from ((unquote(text), None) for text in patterns.constant_re.findall(token.contents))


def sentences(part: str) -> Catalog:
    catalog = Catalog()
    for path in files_of(part):
        read = of_python if path.suffix == ".py" else of_template
        for message, context in read(path):
            if message and message != ("", ""):
                catalog.add(message, context=context, locations=[(str(path.relative_to(ROOT)), 0)])
    return catalog


def empty(language: str) -> Catalog:
    if language != "ar":
        return Catalog(locale=language, fuzzy=False)
    return read_po(io.BytesIO(ARABIC.encode()), locale=language)


def stored(language: str, part: str) -> Catalog:
    path = LOCALE / language / f"{part}.po"
    if not path.exists():
        return empty(language)
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def update(parts: list[str]) -> None:
    for language in LANGUAGES:
        known = {(m.id, m.context): m.string for p in PARTS for m in stored(language, p) if m.id and said(m)}
        for part in parts:
            catalog, found = stored(language, part), sentences(part)
            catalog.update(found, no_fuzzy_matching=True)
            catalog.obsolete.clear()
            for message in catalog:
                if message.id and not said(message):
                    message.string = known.get((message.id, message.context), message.string)
            if not len(catalog):
                continue
            path = LOCALE / language / f"{part}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            out = io.BytesIO()
            catalog.header_comment = f"# {part}"
            write_po(out, catalog, width=120, sort_output=True, omit_header=False, include_lineno=False)
            keep = [
                line
                for line in out.getvalue().decode().splitlines()
                if not line.startswith(
                    (
                        '"POT-Creation',
                        '"PO-Revision',
                        '"Last-Translator',
                        '"Language-Team',
                        '"Generated',
                        '"Project-Id',
                        '"Report',
                    )
                )
            ]
            path.write_text("\n".join(keep).strip() + "\n", "utf-8")
            missing = sum(1 for m in catalog if m.id and not said(m))
            print(f"{language}/{part}: {len(catalog)} sentences, {missing} to translate")


def said(message: object) -> bool:
    string = message.string  # type: ignore[attr-defined]
    return all(string) if isinstance(string, tuple | list) else bool(string)


def compile_all() -> None:
    for language in LANGUAGES:
        whole, seen = empty(language), set()
        for path in sorted((LOCALE / language).glob("*.po")):
            for message in read_po(io.BytesIO(path.read_bytes()), locale=language):
                key = (message.id, message.context)
                if message.id and said(message) and key not in seen:
                    seen.add(key)
                    whole.add(message.id, message.string, context=message.context)
        target = LOCALE / language / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        # Renamed into place: a process that starts meanwhile must not read half a catalogue.
        fresh = target.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, whole)
        fresh.replace(target)


def problems() -> list[str]:
    found = []
    for language in LANGUAGES:
        for part in PARTS:
            catalog, source = stored(language, part), sentences(part)
            for message in source:
                kept = catalog.get(message.id, message.context) if message.id else None
                if not message.id:
                    continue
                if kept is None or not said(kept):
                    found.append(f"{language}/{part}.po: no translation of {message.id!r}")
                elif kept.fuzzy:
                    found.append(f"{language}/{part}.po: fuzzy translation of {message.id!r}")
                else:
                    found += [f"{language}/{part}.po: {message.id!r}: {error}" for error in kept.check(catalog)]
            for message in catalog:
                if message.id and source.get(message.id, message.context) is None:
                    found.append(f"{language}/{part}.po: {message.id!r} is said nowhere any more")
        for stray in (LOCALE / language).glob("*.po"):
            if stray.stem not in PARTS:
                found.append(f"{stray.name}: no such part")
    return found


def main() -> int:
    verb, *parts = sys.argv[1:] or ["check"]
    if verb == "update":
        update(parts or PARTS)
    elif verb == "compile":
        compile_all()
    elif verb == "check":
        found = problems()
        print("\n".join(found) or "every sentence is translated")
        return bool(found)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
