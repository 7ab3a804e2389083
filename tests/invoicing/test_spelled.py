"""Amounts in words, read by eye: Arabic nouns follow the number, French hyphens and plurals too."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twiza.invoicing.api import spelled


@pytest.mark.parametrize(
    ("centimes", "arabic", "french"),
    [
        (0, "صفر درهم", "zéro dirham"),
        (1, "سنتيم واحد", "un centime"),
        (2_02, "درهمان وسنتيمان", "deux dirhams et deux centimes"),
        (1_00, "درهم واحد", "un dirham"),
        (3_05, "ثلاثة دراهم وخمسة سنتيمات", "trois dirhams et cinq centimes"),
        (11_00, "أحد عشر درهماً", "onze dirhams"),
        (12_12, "اثنا عشر درهماً واثنا عشر سنتيماً", "douze dirhams et douze centimes"),
        (21_00, "واحد وعشرون درهماً", "vingt et un dirhams"),
        (80_00, "ثمانون درهماً", "quatre-vingts dirhams"),
        (100_00, "مائة درهم", "cent dirhams"),
        (101_00, "مائة ودرهم واحد", "cent un dirhams"),
        (103_00, "مائة وثلاثة دراهم", "cent trois dirhams"),
        (120_50, "مائة وعشرون درهماً وخمسون سنتيماً", "cent vingt dirhams et cinquante centimes"),
        (200_00, "مئتا درهم", "deux cents dirhams"),
        (202_00, "مئتان ودرهمان", "deux cent deux dirhams"),
        (
            345_75,
            "ثلاثمائة وخمسة وأربعون درهماً وخمسة وسبعون سنتيماً",
            "trois cent quarante-cinq dirhams et soixante-quinze centimes",
        ),
        (1_000_00, "ألف درهم", "mille dirhams"),
        (2_000_00, "ألفا درهم", "deux mille dirhams"),
        (2_003_00, "ألفان وثلاثة دراهم", "deux mille trois dirhams"),
        (11_000_00, "أحد عشر ألف درهم", "onze mille dirhams"),
        (11_300_00, "أحد عشر ألفاً وثلاثمائة درهم", "onze mille trois cents dirhams"),
        (101_000_00, "مائة ألف وألف درهم", "cent un mille dirhams"),
        (200_003_00, "مئتا ألف وثلاثة دراهم", "deux cent mille trois dirhams"),
        (1_000_000_00, "مليون درهم", "un million de dirhams"),
        (2_000_000_00, "مليونا درهم", "deux millions de dirhams"),
        (5_000_001_00, "خمسة ملايين ودرهم واحد", "cinq millions un dirhams"),
    ],
)
def test_by_eye(centimes, arabic, french):
    assert spelled(centimes, "ar") == arabic
    assert spelled(centimes, "fr") == french


@given(st.lists(st.integers(0, 99_999_999_99), min_size=2, max_size=2, unique=True))
@settings(max_examples=50, deadline=None)
def test_two_amounts_never_read_the_same(pair):
    for language in ("ar", "fr", "en"):
        assert spelled(pair[0], language) != spelled(pair[1], language)


def test_every_amount_up_to_twenty_thousand_dirhams_is_said_once_in_arabic():
    said = {spelled(whole * 100, "ar") for whole in range(20_000)}
    assert len(said) == 20_000
    assert not any("  " in words or words != words.strip() for words in said)
