"""Asks every judged question of every engine, and prints what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from twiza.config.score.engines import Engine
from twiza.config.score.judgments import NONE, Judged
from twiza.config.score.measures import ndcg, recall, reciprocal_rank
from twiza.config.score.shelf import Shelf

NAMES = ("ndcg@10", "mrr", "recall@50", "zero")
LANGUAGES = ("ar", "fr", "en", "darija", "zgh")


@dataclass(frozen=True)
class Asked:
    """One question and how it was answered. `first` are the grades of the first ten."""

    judged: Judged
    values: dict[str, float]
    first: list[int]
    keys: list[str]


def ask(engine: Engine, judgments: Iterable[Judged], shelf: Shelf) -> list[Asked]:
    return [_answered(judged, *engine(judged), shelf) for judged in judgments]


def _answered(judged: Judged, keys: list[str], less: bool, shelf: Shelf) -> Asked:
    if judged.type == NONE:
        return Asked(judged, {"wrong": float(bool(keys) and not less)}, [], keys)
    found = [judged.grade(shelf.goods.get(key, frozenset())) for key in keys]
    every = [judged.grade(names) for names in shelf.goods.values()]
    values = {
        "ndcg@10": ndcg(found, every),
        "mrr": reciprocal_rank(found),
        "recall@50": recall(found, every),
        "zero": float(not keys),
    }
    return Asked(judged, values, found[:10], keys)


def means(asked: Sequence[Asked]) -> dict[str, Any]:
    """The mean of each measure over the questions that something answers; `wrong`: how many of the others got results
    as if they were what was asked."""
    some = [one for one in asked if one.judged.type != NONE]
    told: dict[str, Any] = {name: round(fmean(one.values[name] for one in some), 4) for name in NAMES} if some else {}
    return told | {"questions": len(some), "wrong": int(sum(one.values.get("wrong", 0) for one in asked))}


def told(asked: Sequence[Asked]) -> dict[str, Any]:
    """`overall`, `languages` and `types`."""
    by = {
        "languages": {name: [one for one in asked if one.judged.language == name] for name in LANGUAGES},
        "types": {name: [one for one in asked if one.judged.type == name] for name in _types(asked)},
    }
    return {"overall": means(asked)} | {
        part: {name: means(some) for name, some in groups.items() if some} for part, groups in by.items()
    }


def _types(asked: Iterable[Asked]) -> list[str]:
    return list(dict.fromkeys(one.judged.type for one in asked if one.judged.type != NONE))


def table(results: dict[str, dict[str, Any]]) -> str:
    """A Markdown table: an engine and a language a row."""
    lines = [f"| search | language | questions | {' | '.join(NAMES)} | wrong |", "|---|---|--:" + "|--:" * 5 + "|"]
    for engine, result in results.items():
        for name, part in [("all", result["overall"]), *result["languages"].items()]:
            values = " | ".join(f"{part[measure]:.3f}" for measure in NAMES if measure in part)
            lines.append(f"| {engine} | {name} | {part['questions']} | {values} | {part['wrong']} |")
    return "\n".join(lines)
