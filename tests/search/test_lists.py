"""What is left unread of long lists changes nothing of what is found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.make.search import into_the_index, thing
from twiza.search.api import Facets, Filter, Question, find
from twiza.search.queries import engine, lists, replica

pytestmark = pytest.mark.django_db
ASKED = ("tapis", "زربية", "tapis laine", "laine verte", "tapis vert laine bleue", "artisanat", "zerbiya souf")


@pytest.fixture
def market(now):
    """A hundred things of ten sellers, whose words lie in different fields."""
    goods, more = ("Tapis de laine", "Tapis", "Coussin", "Laine filée"), ("vert", "bleu", "en laine", "de tapis")
    into_the_index(
        [
            thing(
                str(n),
                {"fr": f"{goods[n % 4]} {more[n // 4 % 4]}", "ar": "زربية" if n % 3 else "وسادة صوف"},
                description=["Laine bleue et tapis vert"] if n % 5 == 0 else [],
                fresh_at=now - timedelta(days=n % 40),
                price_centimes=1_000 + n * 37 % 50,
                in_stock=bool(n % 7),
                seller=str(n % 10),
                facets=Facets(region=f"{n % 2:02}", cooperative=str(n % 10)),
            )
            for n in range(100)
        ],
        now,
    )


def answers() -> dict[str, list[str]]:
    """All that may be asked in the two ways; of lists each page after the other."""
    replica.look_now().memory.clear()
    found = {}
    for text in ASKED:
        for chosen in (Filter(), Filter(region="01")):
            question = Question(text, "fr", filter=chosen, page_size=100, facets=False)
            found[f"{text} {chosen.region}"] = [hit.key for hit in find(question).hits]
    for sort in ("new", "price", "price_down", "best"):
        for text in ("", "tapis"):
            keys, after = [], None
            while sort != "best" or not text:
                page = find(Question(text, "fr", sort=sort, page_size=9, after=after, facets=False))
                keys += [hit.key for hit in page.hits]
                after = page.next
                if after is None:
                    break
            found[f"{sort} {text}"] = keys
        second = find(Question("", "fr", sort=sort, page_size=9, page=2, facets=False))
        assert [hit.key for hit in second.hits] == found[f"{sort} "][9:18]
    return found


def test_long_lists_are_read_by_pieces_and_give_the_same(market, monkeypatch):
    whole = answers()
    assert len(whole["new "]) == len(set(whole["new "])) == 100
    assert len(whole["tapis None"]) > 50
    monkeypatch.setattr(lists, "LONG", 10)
    monkeypatch.setattr(lists, "SAMPLE", 50)
    monkeypatch.setattr(lists, "ALIKE", 5)
    monkeypatch.setattr(engine, "LONG_LIST", 5)
    monkeypatch.setattr(engine, "SCORED_AT_ONCE", 0)
    monkeypatch.setattr(engine, "WINDOW", 4)
    few = answers()
    assert {name: set(keys) for name, keys in few.items()} == {name: set(keys) for name, keys in whole.items()}
    for name, keys in whole.items():
        if name.split()[0] in ("new", "price", "price_down", "best"):
            assert few[name] == keys, name


def test_what_is_worth_most_is_read_first_and_comes_first(market, monkeypatch):
    pages = {text: [hit.key for hit in find(Question(text, "fr", page_size=12)).hits] for text in ASKED}
    replica.look_now().memory.clear()
    monkeypatch.setattr(lists, "ALIKE", 5)
    monkeypatch.setattr(engine, "LONG_LIST", 5)
    assert pages == {text: [hit.key for hit in find(Question(text, "fr", page_size=12)).hits] for text in ASKED}
