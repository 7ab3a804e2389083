"""Which parts of the platform ask which rule, and a few tested cases of each: read from the code and from the cases.

A rule counts as asked where its id stands in code, a template or an article, and where a function of
`law/deadlines.py` that asks it is called.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "twiza"
CASES = ROOT / "tests" / "law" / "cases"
MOST_EXAMPLES = 4
QUOTED = re.compile(r"\b(?:consumer|privacy|trade|house)[._][a-z_]+\{?")
NOT_USES = ("law", "config", "kernel")  # the book itself; the sample; what knows no rule


def uses() -> dict[str, list[str]]:
    """By rule id, the parts that ask it: a context, or an audience of the web (`web/shop`)."""
    from twiza.law.api import sheets

    known, asked_by_function = set(sheets()), _functions()
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(CODE.rglob("*")):
        place = _place(path.relative_to(CODE))
        if place and path.suffix in (".py", ".html", ".toml", ".md"):
            text = path.read_text("utf-8")
            for name in _quoted(text, known) | _called(text, asked_by_function):
                found[name].add(place)
    return {name: sorted(found[name]) for name in sorted(found)}


def examples() -> dict[str, list[dict[str, str]]]:
    """By rule id, the first cases that it answers, in the languages they are told in."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for path in sorted(CASES.glob("*.toml")):
        taken: set[str] = set()  # one of each file, so that a rule shows its boundaries
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            name = case["expected"]["rule"]
            if name not in taken and len(found[name]) < MOST_EXAMPLES:
                taken.add(name)
                found[name].append({"ar": case["ar"], "fr": case["fr"]})
    return {name: found[name] for name in sorted(found)}


def as_toml(table: dict[str, list[str]] | dict[str, list[dict[str, str]]]) -> str:
    lines = ["# Written by `python -m tools.docs`: edit the code or the cases, not this file."]
    for name, values in table.items():
        said = ", ".join(_toml(value) for value in values)
        lines.append(f'"{name}" = [{said}]')
    return "\n".join(lines) + "\n"


def _toml(value: str | dict[str, str]) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return "{ " + ", ".join(f'{key} = "{text}"' for key, text in value.items()) + " }"


def _place(path: Path) -> str | None:
    parts = path.parts
    if parts[0] in NOT_USES or len(parts) < 2 or "migrations" in parts:
        return None
    if parts[0] != "web":
        return parts[0]
    audience = parts[2] if parts[1] == "templates" and len(parts) > 3 else parts[1]
    return f"web/{audience}" if audience in ("shop", "account", "workshop", "desk", "association") else None


def _quoted(text: str, known: set[str]) -> set[str]:
    found = set()
    for hit in QUOTED.findall(text):
        name = hit.rstrip("{").replace("_", ".", 1) if "." not in hit else hit.rstrip("{")
        if hit.endswith("{"):
            found |= {rule for rule in known if rule.startswith(name)}
        elif name in known:
            found.add(name)
    return found


def _called(text: str, asked: dict[str, set[str]]) -> set[str]:
    taken = set(re.findall(r"\blaw\.(\w+)\(", text))
    for names in re.findall(r"from twiza\.law\.api import (\([^)]*\)|[^\n]*)", text):
        taken |= set(re.findall(r"\w+", names))
    return set().union(*(asked.get(name, set()) for name in taken))


def _functions() -> dict[str, set[str]]:
    """What each function of the deadlines asks."""
    tree = ast.parse((CODE / "law" / "deadlines.py").read_text("utf-8"))
    return {
        node.name: {
            part.value
            for part in ast.walk(node)
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and QUOTED.fullmatch(part.value)
        }
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
