"""Articles are short, whole in three languages, and stand on rules that exist; misuses are those documented."""

from __future__ import annotations

import re

import pytest

from tests.conftest import NOW
from twiza.guidance import api as guidance
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.law import api as law

MOST_WORDS = 250


def known(rule_id: str) -> bool:
    try:
        law.rule(rule_id, on=day_of(NOW))
    except law.UnknownRule:
        return rule_id in law.book()
    return True


def test_twenty_one_topics_and_twenty_one_misuses():
    assert (len(guidance.topics()), len(guidance.misuses())) == (21, 21)
    assert len({one.code for one in guidance.misuses()}) == 21


@pytest.mark.parametrize("topic", guidance.topics(), ids=lambda topic: topic.code)
def test_an_article_is_short_whole_and_stands_on_rules(topic):
    assert [rule for rule in topic.rules if not known(rule)] == []
    shapes = set()
    for language in ("ar", "fr", "en"):
        found = guidance.article(topic.code, language)
        words = " ".join([found.title, found.line, *(str(text) for _kind, text in found.blocks)])
        assert len(words.split()) <= MOST_WORDS
        assert not re.search(r"[<>{}*_]|\]\(", words), "no markup but the small part"
        assert not re.search(r"\d", words), "a number of law stands in its rule, not here"
        assert found.language == language
        assert bool(re.search(r"[\u0600-\u06ff]", found.title)) == (language == "ar")
        shapes.add(tuple((kind, len(text) if kind == "ul" else 1) for kind, text in found.blocks))
    assert len(shapes) == 1, "the three languages say the same, block by block"


def test_misuses_name_rules_topics_and_their_source():
    topics = {topic.code for topic in guidance.topics()}
    for one in guidance.misuses():
        assert [rule for rule in one.rules if not known(rule)] == [], one.code
        assert one.rules
        assert one.topic in topics
        assert one.seen
        for texts in (one.names, one.practice, one.what_to_do):
            assert set(texts) == {"ar", "fr", "en"}
            assert all(texts.values())


def test_moments_and_unknown_topics():
    assert [t.code for t in guidance.for_moment("product:thyme-honey", "product:honey-and-hive")] == ["honey"]
    assert [t.code for t in guidance.for_moment("checkout:cash")] == ["cash-on-delivery"]
    assert len(guidance.for_moment("complaint:counterfeit")) == 2
    assert guidance.for_moment("nothing") == ()
    assert guidance.article("honey", "zgh").language == "ar"
    with pytest.raises(NotFound):
        guidance.article("../../etc", "fr")


def test_every_category_and_problem_named_exists():
    import tomllib
    from pathlib import Path

    root = Path(__file__).parents[2]
    categories = {c["code"] for c in tomllib.loads((root / "data/catalog/categories.toml").read_text())["category"]}
    problems = {
        p["code"] for p in tomllib.loads((root / "twiza/complaints/problems.toml").read_text("utf-8"))["problem"]
    }
    for topic in guidance.topics():
        for moment in topic.moments:
            kind, _, what = moment.partition(":")
            assert {"product": categories, "complaint": problems | {""}}.get(kind, {what}).__contains__(what), moment
