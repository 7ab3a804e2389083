"""The measures by hand, the judged questions as they should be, and search as good as it was."""

from __future__ import annotations

from math import log2

import pytest

from twiza.config.cli import main
from twiza.config.sample import goods, sellers
from twiza.config.score import judgments, ranking
from twiza.config.score.engines import sqlite_engines
from twiza.config.score.measures import dcg, ndcg, recall, reciprocal_rank
from twiza.config.score.shelf import Shelf
from twiza.search.api import Searchable


def test_gain_by_hand():
    # 7/log2(2) + 3/log2(3) + 0 + 1/log2(5)
    assert dcg([3, 2, 0, 1]) == pytest.approx(7 + 3 / log2(3) + 1 / log2(5))
    assert dcg([]) == 0


def test_gain_of_the_best_order_by_hand():
    # Found 1, 3; the best order of all is 3, 2, 1: (1 + 7/1.58496) / (7 + 3/1.58496 + 1/2)
    assert ndcg([1, 3], [1, 2, 3]) == pytest.approx((1 + 7 / log2(3)) / (7 + 3 / log2(3) + 1 / 2))
    assert ndcg([3, 2, 1], [1, 2, 3]) == 1
    assert ndcg([0, 0], [0, 0, 3]) == 0
    assert ndcg([], []) == 0
    # What stands below the tenth place gives nothing, and is not asked for.
    assert ndcg([0] * 10 + [3], [3]) == 0
    assert ndcg([3] * 10, [3] * 40) == 1


def test_rank_and_recall_by_hand():
    assert reciprocal_rank([0, 1, 2, 3]) == 1 / 3
    assert reciprocal_rank([1, 1]) == 0
    assert recall([3, 0, 2, 1], [3, 3, 2, 2, 1, 0]) == 2 / 4
    # Of sixty good ones no more than fifty could be there.
    assert recall([3] * 50, [3] * 60) == 1
    assert recall([], [1]) == 0


def test_means_and_baselines_of_a_small_shelf():
    documents = [
        Searchable("product", "1", {"fr": "Miel de thym"}),
        Searchable("product", "2", {"fr": "Miel d'oranger"}),
    ]
    shelf = Shelf(documents, {"1": frozenset({"honey-01"}), "2": frozenset({"honey-03"})})
    judged = [
        judgments.Judged("a", "test", "fr", "word", "miel thym", {"honey-01": 3, "honey-03": 1}),
        judgments.Judged("b", "test", "fr", "word", "oranger", {"honey-03": 3}),
        judgments.Judged("c", "test", "fr", "word", "3sel 100%_", {"honey-01": 3}),
        judgments.Judged("d", "test", "fr", "none", "miel", {}),
    ]
    with sqlite_engines(documents) as engines:
        for engine in engines.values():
            told = ranking.told(ranking.ask(engine, judged, shelf))
            one = 7 / (7 + 1 / log2(3))
            assert told["overall"] == told["languages"]["fr"]
            assert told["overall"] == {
                "ndcg@10": round((one + 1 + 0) / 3, 4),
                "mrr": 0.6667,
                "recall@50": 0.6667,
                "zero": 0.3333,
                "questions": 3,
                "wrong": 1,
            }


def test_the_judged_questions_are_whole():
    """As many as were promised, both halves alike, grades only for goods that the sample has."""
    asked = judgments.read()
    assert len({(one.language, one.query) for one in asked}) == len({one.id for one in asked}) == len(asked)
    least = {"ar": 110, "fr": 85, "en": 45, "darija": 65, "zgh": 25}
    for language, number in least.items():
        some = [one for one in asked if one.language == language and one.grades]
        assert len(some) >= number
        halves = [one.split for one in some]
        assert abs(halves.count("train") - halves.count("test")) <= 2
    known = set()
    shelves, rows = goods.read_goods(), sellers.read()
    for row in rows:
        for place in range(1, len(shelves[row.line]) + 1):
            known |= {f"{row.line}-{place:02d}", f"{row.slug}-{place:02d}"}
    for one in asked:
        assert set(one.grades) <= known, one.id
        assert set(one.grades.values()) <= {1, 2, 3}
        assert (one.type == judgments.NONE) == (not one.grades), one.id
        assert one.type == judgments.NONE or 3 in one.grades.values(), one.id
    assert sum(one.type == judgments.NONE for one in asked) == 10


def test_the_test_half_keeps_its_failures_to_itself(capsys):
    assert main(["search-score", "--below", "0.5"]) == 1
    assert "train" in capsys.readouterr().err
