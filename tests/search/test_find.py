"""Finding things by their names and words, in three scripts, the same on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from twiza.search.api import (
    Hit,
    Searchable,
    count,
    find,
    forget,
    forget_many,
    index,
    index_many,
    index_state,
    indexed_keys,
    rebuild,
    suggest,
)

pytestmark = pytest.mark.django_db

OIL = {"ar": "زيت الأركان", "fr": "Huile d'argane", "en": "Argan oil"}
AMLOU = {"ar": "أملو باللوز", "fr": "Amlou aux amandes", "en": "Almond amlou"}
RUG = {"ar": "زربية تازناخت", "fr": "Tapis de Taznakht", "en": "Taznakht rug"}


@pytest.fixture
def market(now):
    index_many(
        [
            Searchable("product", "1", OIL, ["Pressée à froid par les femmes de Tidzi"], 10),
            Searchable("product", "2", AMLOU, ["Amandes, miel, huile d'argane", "لوز وعسل وزيت الأركان"], 50),
            Searchable("product", "3", RUG, ["Laine de mouton, 100 % naturelle"], 20),
            Searchable("cooperative", "tidzi", {"fr": "Coopérative Tidzi", "ar": "تعاونية تيدزي"}, ["argan"], 5),
        ],
        now=now,
    )


def keys(text: str, **options) -> list[str]:
    return [hit.key for hit in find(text, **options)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("argan", ["1", "2", "tidzi"]),
        ("ARGANE", ["1", "2"]),
        ("huile d'argane", ["1", "2"]),
        ("huile de argane", ["1", "2"]),
        ("زيت أركان", ["1", "2"]),
        ("زيت الأركان", ["1", "2"]),
        ("زَيْتُ الاركان", ["1", "2"]),
        ("الزيت", ["1", "2"]),
        ("لوز", ["2"]),
        ("coopérative", ["tidzi"]),
        ("COOPERATIVE tidzi", ["tidzi"]),
        ("tapis argan", []),
        ("oil rug", []),
        ("100", ["3"]),
        ("nothing", []),
    ],
)
def test_words_meet_whatever_the_spelling(market, typed, found):
    assert keys(typed) == found
    assert count(typed) == len(found)


def test_a_name_comes_before_a_description_and_then_the_weight(market, now):
    assert keys("argane") == ["1", "2"], "the heavier amlou has the word only in its composition"
    index("product", "4", {"fr": "Savon à l'argane"}, [], 11, now=now)
    assert keys("argane") == ["4", "1", "2"]


def test_a_whole_word_comes_before_a_beginning(now):
    index_many(
        [Searchable("product", "long", {"fr": "Mielline"}, [], 9), Searchable("product", "word", {"fr": "Miel"})],
        now=now,
    )
    assert keys("miel") == ["word", "long"]


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "' \" --", "\x00", "*", "\\"])
def test_signs_alone_find_nothing(market, typed):
    assert find(typed) == []
    assert count(typed) == 0
    assert suggest(typed) == []


@pytest.mark.parametrize("typed", ["ar%ne", "ar_ane", "%ane", "argan' OR 1=1 --"])
def test_signs_are_never_wildcards(market, typed):
    assert keys(typed) == []


def test_kinds_limit_and_offset(market):
    assert keys("argan", kinds=["cooperative"]) == ["tidzi"]
    assert count("argan", kinds=["cooperative"]) == 1
    assert keys("argan", kinds=[]) == []
    assert keys("argan", limit=1, offset=1) == ["2"]
    assert keys("argan", limit=0) == []
    assert keys("argan", offset=3) == []


def test_suggestions_are_of_names_alone(market):
    assert [(s.kind, s.key, s.names["fr"]) for s in suggest("arg")] == [("product", "1", "Huile d'argane")]
    assert [s.key for s in suggest("أر")] == ["1"]
    assert [s.key for s in suggest("ta")] == ["3"]
    assert suggest("a", limit=1)[0].key in {"1", "2"}


def test_indexing_again_replaces_and_does_not_double(market, now):
    later = now + timedelta(hours=1)
    index("product", "1", {"fr": "Savon noir"}, [], 1, now=later)
    assert keys("savon") == ["1"]
    assert keys("huile") == ["2"]
    assert keys("argane") == ["2"]
    assert index_state().entries == 4
    assert index_state().newest_at == later


def test_the_last_of_two_in_one_batch_counts(now):
    things = [Searchable("product", "1", {"fr": "Ancien"}), Searchable("product", "1", {"fr": "Nouveau"})]
    assert index_many(things, now=now) == 1
    assert (keys("ancien"), keys("nouveau")) == ([], ["1"])


def test_what_is_forgotten_is_not_found(market):
    forget("product", "1")
    forget("product", "1")
    assert keys("argan") == ["2", "tidzi"]
    assert forget_many("product", ["2", "3", "unknown"]) == 2
    assert indexed_keys("product") == set()


def test_rebuilding_forgets_what_is_gone_and_keeps_other_kinds(market, now):
    later = now + timedelta(minutes=1)
    assert rebuild([Searchable("product", "1", OIL)], kinds=["product"], now=later) == 1
    assert indexed_keys("product") == {"1"}
    assert find("argan") == [Hit("product", "1"), Hit("cooperative", "tidzi")]


def test_the_state_of_the_index(market, now):
    state = index_state()
    assert (state.entries, state.by_kind, state.oldest_at) == (4, {"cooperative": 1, "product": 3}, now)


def test_long_input_is_cut_not_refused(market, now):
    index("product", "9", {"fr": "x" * 500}, ["y" * 10_000], now=now)
    assert keys("x" * 500) == ["9"]
    assert find("argan " * 5_000) != []


def test_one_search_is_one_query(market, django_assert_num_queries):
    with django_assert_num_queries(1):
        find("zit argan huile")
    with django_assert_num_queries(1):
        suggest("argan")
