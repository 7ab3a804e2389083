"""Folding: one spelling for look-up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twiza.kernel.text import fold, folded_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Huile d’ARGANE extra-vierge", "huile d argane extra vierge"),
        ("زَيْتُ الأَرْكَان", "زيت الاركان"),
        ("إسلام آسفي مؤونة شيء", "اسلام اسفي موونه شي"),
        ("زربيـــة", "زربيه"),
        ("مقهى", "مقهي"),
        ("کیلو پنیر گڭڤ", "كيلو بنير ككف"),
        ("٥٠٠ غ ۱۲", "500 غ 12"),
        ("زيت\u200cأركان \u202bab\u202c", "زيتاركان ab"),
        ("œuf Straße ḍḥṛṣṭẓ aɣrum", "oeuf strasse dhrstz aghrum"),
        ("\ud800x\x00y", "x y"),
        ('NOT (a:b)* ~"c" OR _', "not a b c or"),
        ("", ""),
    ],
)
def test_one_spelling(written, folded):
    assert fold(written) == folded


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_folding_twice_changes_nothing_and_words_know_where_they_stood(text):
    folded = fold(text)
    assert fold(folded) == folded
    words = folded_words(text)
    assert [word for word, _, _ in words] == folded.split()
    assert all(0 <= begin < end <= len(text) for _, begin, end in words)
