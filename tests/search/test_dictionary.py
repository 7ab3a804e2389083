"""Looking words up in the dictionary."""

from __future__ import annotations

import pytest

from twiza.kernel.text import fold
from twiza.search.terms import concepts, dictionary
from twiza.search.terms.analysis import version


@pytest.fixture
def _files_only():
    yield
    dictionary.extend([])


def found(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    return dictionary.concepts_of(fold(text).split())


def test_the_longest_phrase_comes_first_and_its_parts_stay():
    matches = found("huile d'argan alimentaire")
    assert matches[0] == (0, 4, ("culinary-argan-oil",))
    assert {code for _, _, codes in matches for code in codes} >= {"culinary-argan-oil", "argan-oil", "oil", "argan"}


def test_a_colour_within_a_phrase_is_not_the_things():
    assert {code for _, _, codes in found("savon noir") for code in codes} >= {"black-soap", "soap"}
    assert "black" not in {code for _, _, codes in found("savon noir") for code in codes}
    assert "black" in {code for _, _, codes in found("noir") for code in codes}


def test_what_stands_above():
    assert "oil" in dictionary.broader_than(["argan-oil"])
    assert dictionary.broader_than(["argan-oil", "oil"]) == ("argan",)
    assert dictionary.broader_than(["unknown"]) == ()


@pytest.mark.usefixtures("_files_only")
def test_accepted_words_are_known_from_then_on():
    assert found("xqwrtz") == []
    dictionary.extend([("xqwrtz", "darija", "soap"), ("x", "darija", "unknown")])
    assert found("xqwrtz")[0][2] == ("soap",)
    assert "argan-oil" in found("زيت أركان")[0][2]
    dictionary.extend([])
    assert found("xqwrtz") == []


def test_near_words_of_what_is_not_known():
    assert "safran" in dictionary.nearest_words("safram", "fr")
    assert dictionary.nearest_words("safran", "fr") == []
    assert dictionary.nearest_words("", "fr") == []
    assert "tidzi" in dictionary.nearest_words("tidzzi", "fr", vocabulary=["tidzi", "agadir"])
    assert len(dictionary.nearest_words("حنابيلل زعفراان", "ar", most=2)) <= 2


def test_files_are_read_as_they_are(tmp_path):
    header = "code,kind,ar,fr,en,darija,zgh,broader,source,reviewer\n"
    (tmp_path / "concepts-a.csv").write_text(header + "a,good,أ|ب,x | y,,,,b|c,own,\n,good,,,,,,,,\n", "utf-8")
    (tmp_path / "concepts-b.csv").write_text(header + "a,good,,z,,,,,own,\n", "utf-8")
    read = concepts.read_concepts(tmp_path)
    assert read == {"a": concepts.Concept("a", "good", {"ar": ("أ", "ب"), "fr": ("x", "y")}, ("b", "c"))}
    before = concepts.fingerprint(tmp_path)
    (tmp_path / "concepts-b.csv").write_text(header, "utf-8")
    assert concepts.fingerprint(tmp_path) != before
    assert concepts.fingerprint() in version()
