"""Numbering, feeding, repairing within one process; words that are accepted; what is counted; who is lifted."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from tests.make.search import a_market, into_the_index, thing
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.search import api as search
from twiza.search.actions.number import last_revision, number_rows, sweep_gravestones
from twiza.search.api import Question, find
from twiza.search.jobs.upkeep import forget, weigh
from twiza.search.models import Counter, Entry, Exposure, Unfound
from twiza.search.queries import folder, replica, vocabulary
from twiza.search.queries.documents import format_of

pytestmark = pytest.mark.django_db


def keys(text: str) -> set[str]:
    return {hit.key for hit in find(Question(text, "fr")).hits}


def by_replica() -> bool:
    return replica.look_now() is not None


def test_revisions_go_up_and_a_replica_takes_over_what_is_later(now):
    search.index_many(a_market(now), now=now)
    assert number_rows() == 1
    assert number_rows() == 1, "nothing changed, nothing is numbered"
    assert search.catch_up(now) == 1
    search.forget("product", "1")
    search.index_many([thing("4", {"fr": "Savon d'argane"})], now=now)
    assert search.index_state().waiting == 2
    assert search.catch_up(now) == 2
    assert keys("argane") == {"2", "4"}
    assert search.index_state().replica_documents == 4


def test_many_rows_are_numbered_in_steps(now, monkeypatch):
    from twiza.search.actions import number

    monkeypatch.setattr(number, "AT_ONCE", 7)
    search.index_many([thing(str(n), {"fr": f"Savon {n}"}) for n in range(20)], now=now)
    assert number_rows() == 3
    assert set(Entry.objects.values_list("revision", flat=True)) == {1, 2, 3}
    search.catch_up(now)
    assert find(Question("savon")).count == 20


def test_a_replica_that_missed_gravestones_begins_anew(now):
    into_the_index(a_market(now), now)
    before = folder.current()
    search.forget("product", "1")
    number_rows()
    assert sweep_gravestones(0) == 1
    assert Counter.objects.get(name="entries").swept == last_revision()
    Counter.objects.filter(name="entries").update(revision=last_revision() + 1, swept=last_revision() + 1)
    search.catch_up(now)
    assert folder.current() != before
    assert keys("argane") == {"2"}


@pytest.mark.parametrize("harm", ["cut", "flip", "meta", "empty", "pointer", "folder"])
def test_a_torn_replica_is_seen_the_rows_answer_and_it_is_built_anew(now, harm):
    into_the_index(a_market(now), now)
    assert by_replica()
    place = folder.current()
    data = next(place.glob("*.term"))
    if harm == "cut":
        os.truncate(data, data.stat().st_size - 20)
    elif harm == "flip":
        content = bytearray(data.read_bytes())
        content[len(content) // 3] ^= 0xFF
        # A file of its own: what is mapped stays as it was.
        data.unlink()
        data.write_bytes(content)
    elif harm == "meta":
        (place / "meta.json").write_text('{"segments": [{"segment_id": "x"}]}')
    elif harm == "empty":
        for path in place.iterdir():
            path.unlink()
    elif harm == "pointer":
        (folder.root() / "current").write_text("1-nowhere-7")
    else:
        (folder.root() / "current").unlink()
    # Only a check sum shows a flipped bit; a pointer to nowhere takes nothing from who reads.
    unseen = harm in ("flip", "pointer")
    assert by_replica() == unseen
    if not unseen:
        assert search.index_state().fault
        assert keys("argane") == {"1", "2"}
    search.catch_up(now)
    assert by_replica()
    assert folder.current() != place
    assert search.index_state().fault == ""
    assert keys("argane") == {"1", "2"}


def test_another_analysis_makes_another_folder_and_the_old_one_answers_until_then(now):
    into_the_index(a_market(now), now)
    place = folder.current()
    older = place.with_name("1-0000older000-1")
    place.rename(older)
    folder.point_at(older)
    assert by_replica(), "the same schema is read, whatever analysis made it"
    assert keys("argane") == {"1", "2"}
    search.catch_up(now)
    assert folder.current().name.startswith(format_of())
    assert not older.exists()
    (folder.root() / "2-ofanotherhouse-1").mkdir()
    (folder.root() / "2-ofanotherhouse-1" / "meta.json").write_text("{}")
    folder.point_at(folder.root() / "2-ofanotherhouse-1")
    assert keys("argane") == {"1", "2"}, "whoever has an older one open keeps it"


def test_an_upgraded_house_writes_its_rows_anew(now, settings):
    Entry.objects.create(kind="product", key="1", names={"fr": "Vieux"}, name_words=" vieux ", indexed_at=now)
    assert keys("vieux") == {"1"}, "what it had is found at once"
    assert "product" in search.kinds_to_refill()
    written = search.refill(now=now)
    assert written["commune"] == 1503
    assert written["category"] > 100
    assert search.kinds_to_refill() == ["cooperative"], "there is none yet"
    assert keys("vieux") == set()
    assert search.suggest("Essaou", language="fr")[0].kind == "commune"


def test_a_word_is_proposed_accepted_and_known(now, nadia, brahim):
    into_the_index([thing("1", {"fr": "Huile d'argan"}), thing("2", {"fr": "Tapis"})], now)
    assert keys("gloubiboulga") == set()
    with pytest.raises(search.ConceptUnknown):
        search.propose_word(word="gloubiboulga", language="fr", concept="nothing", by=nadia, now=now)
    for word in ("", "?!", "x" * 61):
        with pytest.raises(search.WordUnfit):
            search.propose_word(word=word, language="fr", concept="argan", by=nadia, now=now)
    row = search.propose_word(word="gloubiboulga", language="fr", concept="argan", by=nadia, now=now)
    with pytest.raises(search.WordKnown):
        search.propose_word(word="gloubiboulga", language="fr", concept="argan", by=nadia, now=now)
    assert keys("gloubiboulga") == set(), "proposed is not accepted"
    search.accept_word(row.pk, by=nadia, now=now)
    vocabulary.look_again()
    assert keys("gloubiboulga") == {"1"}
    assert [card.status for card in search.proposed_words(["accepted"])] == ["accepted"]
    with pytest.raises(MoveRefused):
        search.accept_word(row.pk, by=nadia, now=now)
    search.refuse_word(row.pk, by=nadia, now=now)
    vocabulary.look_again()
    assert keys("gloubiboulga") == set()
    with pytest.raises(NotFound):
        search.accept_word(0, by=nadia, now=now)


def test_what_was_not_found_is_counted_without_anybody(now, django_assert_num_queries):
    with django_assert_num_queries(0):
        for _ in range(3):
            search.note_search("Chaise longue", "fr", 0)
        search.note_search("unique", "fr", 0)
        for text in ("found", "0661234567", "a@b.ma", "x", "   "):
            search.note_search(text, "fr", 1 if text == "found" else 0)
        search.note_shown(["1", "1", "2", ""])
    search.flush()
    search.flush()
    assert [(one.text, one.times) for one in search.unfound()] == [("chaise longue", 3)]
    assert search.unfound(after=(3, "fr", "chaise longue")) == []
    assert dict(Exposure.objects.values_list("seller", "shown")) == {"1": 2, "2": 1}
    assert {field.name for field in Unfound._meta.get_fields()} == {"id", "text", "language", "day", "times"}
    assert forget(now=now + timedelta(days=1))["single"] == 1
    assert forget(now=now + timedelta(days=100))["old"] == 1


def test_small_and_new_sellers_are_lifted_and_the_share_is_measured(now):
    old = now - timedelta(days=300)
    rows = [thing(f"big{n}", {"fr": "Miel"}, seller="big", fresh_at=old) for n in range(5)]
    rows += [thing("small", {"fr": "Miel"}, seller="small", fresh_at=old)]
    rows += [thing("new", {"fr": "Miel"}, seller="new", fresh_at=now - timedelta(days=5))]
    rows += [
        thing("mid", {"fr": "Miel"}, seller="mid", fresh_at=old),
        thing("mid2", {"fr": "Miel"}, seller="mid", fresh_at=old),
    ]
    search.index_many(rows, now=now)
    assert weigh(now=now)["lifted"] == 2
    assert weigh(now=now)["lifted"] == 0
    lifts = dict(Entry.objects.values_list("key", "lift"))
    assert (lifts["new"], lifts["small"], lifts["mid"], lifts["big1"]) == (40, 25, 0, 0)
    search.catch_up(now)
    assert [hit.key for hit in find(Question("miel")).hits][:2] == ["new", "small"]
    search.note_shown(["big", "big", "small", "new"])
    search.flush()
    told = search.exposure([day_of(now)])[0]
    assert (told.sellers, told.smaller, told.shown, told.shown_of_smaller) == (4, 2, 4, 2)
    assert (told.share_points, told.share_of_products_points) == (5000, 2222)


def test_what_grows_old_is_weighed_anew(now):
    into_the_index([thing("1", {"fr": "Miel"}, fresh_at=now - timedelta(days=6))], now)
    assert weigh(now=now)["aged"] == 0
    later = now + timedelta(days=2)
    assert weigh(now=later)["aged"] == 1
    search.catch_up(later)
    why = find(Question("miel", explain=True)).hits[0].why
    assert why is not None


def test_pieces_of_a_text_that_are_met(now):
    asked = search.asked("huile argan", "fr")
    assert search.highlight("Huile d'argan bio", "fr", asked) == [("Huile d'argan", True), (" bio", False)]
    assert "".join(piece for piece, _ in search.highlight("زيت الأركان <b>", "ar", asked)) == "زيت الأركان <b>"
    assert ("زيت الأركان", True) in search.highlight("زيت الأركان", "ar", asked)
    assert search.highlight("", "fr", asked) == []
    assert search.highlight("Tapis", "fr", asked) == [("Tapis", False)]
