"""One analysis for what is indexed and what is asked: scripts, languages and spellings meet."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twiza.search.terms import arabic, darija, dictionary
from twiza.search.terms.analysis import LONGEST_QUESTION, MOST_PARTS, Part, asked, indexed

SEVEN = ("زيت أركان", "زيت الأركان", "argan", "zit argan", "zit largan", "huile d'argane", "ⴰⵔⴳⴰⵏ")
SOME = ("huile", "argan", "زيت", "الأركان", "zit", "tapis", "laine", "savon", "noir", "وعسل", "ⴰⵎⵍⵓ", "7rir")
# What somebody types, and how a cooperative wrote it.
PAIRS = """
larguan|Huile d'argan
zzit larguan|زيت أركان
zit l3oud|Huile d'olive vierge
zit zitoun|زيت الزيتون
ⵣⵣⵉⵜ|زيت
3sel|عسل الزعتر
l3sel|Miel de thym
3ssel|Honey
ⵜⴰⵎⵎⵏⵜ|Miel
tamment|عسل
amlou|أملو باللوز
amlo|Amlou aux amandes
ⴰⵎⵍⵓ|أملو
za3fran|Safran de Taliouine
zaafrane|زعفران تاليوين
z3fran|Saffron
الزعفران|Safran
وزعفران|زعفران حر
lward|Eau de rose
ma lward|ماء الورد
lwerd|ورد مجفف
ma zhar|Eau de fleur d'oranger
sabon beldi|Savon noir
saboun beldi|صابون بلدي
ssabon lbeldi|صابون بلدي
sabun|Savon
ghassoul|غاسول
rassoul|Ghassoul
ghasoul|غاسول
l7enna|Henné
7enna|حناء
hanna|Henné
kessa|Gant de kessa
zerbiya|Tapis berbère
zarbia|زربية
zrabi|Tapis
زرابي|زربية تازناخت
الزرابي|Tapis de Taznakht
ⵜⴰⵣⵔⴱⵉⵜ|زربية
7anbel|حنبل
hanbel|Hanbel
tagin|Tajine en terre cuite
tajin|طاجين
ⵜⴰⵊⵉⵏⵜ|طاجين
berrad|براد
barrad|Théière
sinia|صينية
siniya|Plateau
belgha|بلغة
belra|Babouches
blaghi|Babouches
jellaba|جلابة
djellaba|جلابة
9eftan|قفطان
kaftan|Caftan
takchita|تكشيطة
seksu|Couscous
kseksou|كسكس
ⵙⴽⵙⵓ|Couscous
sksou|كسكس
smen|سمن
samn|Smen
jben|جبن
jben|Fromage de chèvre
louz|لوز
llouz|Amandes
ⵍⵍⵓⵣ|لوز
guerga3|جوز
gerga3|Noix
tmar|تمر
tmer|Dattes
majhoul|تمر المجهول
medjool|Majhoul
chri7a|Figues sèches
kamoun|كمون
kamoune|Cumin
l kamoun|كمون
khar9om|Curcuma
kherqoum|خرقوم
skinjbir|Gingembre
na3na3|نعناع
liqama|Menthe
louiza|لويزة
lwiza|Verveine
azir|Romarin
za3tar|زعتر
zaatar|Thym
7rir|حرير
sabra|صبرا
souf|صوف
ssouf|Laine
jeld|جلد
ljeld|جلد
fakhar|فخار
fakhkhar|Poterie
no9ra|فضة
nqra|Argent
n7as|نحاس
nhas|Cuivre
9asbour|قزبر
coopérative|Cooperatives
تعاونيات|تعاونية
huiles d'olives|زيت الزيتون
الزيوت|زيت أركان
oils|Huile
tapisserie|Tapisseries
""".strip().splitlines()


def met(part: Part, text: str) -> bool:
    """Whether a text has one of the tokens of a part, or all of its words'."""
    words = indexed([text])
    return bool(
        {*part.exact} & {*words.exact}
        or {*part.stems} & {*words.stems}
        or {*part.keys} & {*words.keys}
        or {*part.concepts} & {*words.concepts}
        or {*part.measures} & {*words.measures}
        or (part.words and all(met(word, text) for word in part.words))
    )


def meets(question: str, text: str) -> bool:
    """All that is asked, or what stands above it."""
    parts = [part for part in asked(question).parts if not part.stop]
    return bool(parts) and all(met(part, text) for part in parts)


@pytest.mark.parametrize("question", SEVEN)
def test_the_seven_spellings_meet(question):
    for text in ("زيت أركان", "زيت الأركان", "Zit argan", "zit largan", "Huile d'argane"):
        assert meets(question, text), text
    assert {"argan", "argan-oil"} & {*asked(question).parts[0].concepts}


@pytest.mark.parametrize(("one", "other"), [(one, other) for one, other in product(SEVEN, SEVEN) if one != other])
def test_each_of_the_seven_shares_a_concept_or_its_part(one, other):
    found = {*indexed([one]).concepts}, {*indexed([other]).concepts}
    assert "argan" in found[0] & found[1]


def test_what_is_typed_meets_what_was_written():
    missed = [pair for pair in PAIRS if not meets(*pair.split("|"))]
    assert missed == []
    assert len(PAIRS) >= 80


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("زيت", "زيتون"), ("huile", "Savon noir"), ("لوز", "بلوزة"), ("noir", "Savon noir"),
        ("semaine", "سمن"), ("500 g", "Miel 250 g"), ("tapis", "Pâtes"), ("the", "The best oil of the year"),
    ],
)  # fmt: skip
def test_what_is_not_the_same_does_not_meet(one, other):
    found = indexed([other])
    assert not {*asked(one).parts[0].concepts} & {*found.concepts}


def test_a_measure_is_one_part_in_its_base_unit():
    for written in ("1kg", "1 kg", "1000 g", "١ كغ", "1 كيلو", "1,0 KG"):
        assert [part.measures for part in asked(written).parts] == [("1000g",)], written
    halves = "½ l|0,5 litre|نصف لتر|500ml|٥٠٠ مل|demi-litre|50 cl|٠٫٥ لتر|1/2 l|noss litro"
    for written in halves.split("|"):
        assert [part.measures for part in asked(written).parts] == [("500ml",)], written
    assert [part.text for part in asked("miel 500 g pur").parts] == ["miel", "500 g", "pur"]
    assert indexed(["زربية 120×180 سم", "6 x 250 ml", "٥٠٠غ", "2 m"]).measures == (
        "120cm", "180cm", "6pc", "250ml", "500g", "200cm",
    )  # fmt: skip
    assert indexed(["100 dh", "2024", "7or", "3sel"]).measures == ()


def test_a_phrase_is_one_part_with_its_words():
    one = asked("huile d'argan bio").parts[0]
    assert (one.text, one.span, one.exact) == ("huile d'argan", (0, 13), ())
    assert "argan-oil" in one.concepts
    assert [word.exact for word in one.words] == [("huile",), ("argan",)]
    assert "argan-oil" in indexed(["Huile vierge d'argan"]).concepts, "one other word may stand within"
    assert "argan-oil" in indexed(["زيت argan"]).concepts, "languages may be mixed"


def test_small_words_go_only_beside_others():
    assert [(part.text, part.stop) for part in asked("le savon de la maison").parts] == [
        ("le", True), ("savon", False), ("de", True), ("la", True), ("maison", False),
    ]  # fmt: skip
    assert [part.stop for part in asked("de la").parts] == [False, False]
    assert [part.stop for part in asked("the best", "en").parts] == [True, False]
    assert "tea" in asked("thé", "en").parts[0].concepts, "an accent says that it is not the article"
    assert "tea" in asked("the", "fr").parts[0].concepts
    assert "tea" not in indexed(["The oil of the women and their trees"]).concepts


def test_the_last_word_may_not_be_whole_and_known_words_are_not_guessed_at():
    first, last = asked("tapis roug").parts
    assert (first.last, last.last) == (False, True)
    assert (first.fuzzy, asked("tapisss").parts[0].fuzzy) == (False, True)


def test_arabic_stems():
    lexicon = dictionary.lexicon()
    same = [
        ("الأركان", "أركان"),
        ("تعاونيات", "تعاونية"),
        ("والصابون", "صابون"),
        ("للبشرة", "بشرة"),
        ("طبيعي", "طبيعية"),
    ]
    for one, other in same:
        assert {*indexed([one]).stems} & {*indexed([other]).stems}, one
    assert arabic.stem("زيتونه", lexicon.whole) == "زيتون", "olives are not oil"
    assert arabic.stems("كتان", lexicon) == ("كتان",), "its ك is its own"


@pytest.mark.parametrize(
    ("arabic_word", "latin"),
    [
        ("زعفران", "za3fran"), ("زعفران", "zaafrane"), ("ورد", "ouarda"), ("ورد", "lward"), ("حرير", "7rir"),
        ("خرقوم", "kher9oum"), ("غاسول", "rhassoul"), ("شربيل", "cherbil"), ("قفطان", "9eftan"), ("قفطان", "qaftan"),
        ("طاجين", "tajine"), ("سلهام", "selham"), ("كسكس", "ksks"), ("مجهول", "lmajhoul"), ("زربيه", "zerbiya"),
    ],
)  # fmt: skip
def test_both_scripts_have_one_skeleton(arabic_word, latin):
    assert {*darija.keys(arabic_word)} & {*darija.keys(latin)} or darija.key(arabic_word) in {
        darija.key(latin), darija.key(latin.removeprefix("l")),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\x00", "%", "' OR 1=1 --", "\ud800\udfff", "*:* AND [a TO b]", '"' * 300, "/.*/", "~~", "؟،؛", "🙂"],
)
def test_signs_are_signs(text):
    parts = asked(text).parts
    assert all(part.exact for part in parts)
    assert bool(asked(text)) == bool(parts)
    indexed([text])


def test_long_questions_are_cut():
    long = asked("argan " * 5_000)
    assert (len(long.text), len(long.parts)) == (LONGEST_QUESTION, MOST_PARTS)
    assert len(asked("x" * 10_000).parts[0].exact[0]) == 40
    assert len(indexed(["mot" * 50_000]).exact[0]) == 40


LETTERS = st.one_of(
    st.characters(),
    st.sampled_from("زيت أركان العسل بلوز ⴰⵔⴳⴰⵏ argan l3sel d' ½ 500 g kg ٥ x ـَ\u200f"),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(LETTERS, max_size=40).map("".join), st.sampled_from(["ar", "fr", "en", "zgh", None, "xx"]))
def test_nothing_that_is_typed_breaks_it(text, language):
    found = asked(text, language)
    spans = [part.span for part in found.parts]
    assert spans == sorted(spans)
    assert all(part.text == text[slice(*part.span)] for part in found.parts)
    tokens = [token for part in found.words for token in (*part.exact, *part.stems, *part.keys, *part.concepts)]
    assert not any(token.split() != [token] for token in tokens)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["huile", "argan", "زيت", "الأركان", "zit", "tapis", "laine", "savon", "noir", "وعسل", "ⴰⵎⵍⵓ", "7rir"]
        ),
        max_size=6,
    )
)
def test_a_text_has_what_its_words_have(words):
    whole = indexed([" . ".join(words)])
    for word in words:
        alone = indexed([word])
        assert {*alone.exact} <= {*whole.exact}
        assert {*alone.stems} <= {*whole.stems}
        assert {*alone.keys} <= {*whole.keys}
        hidden = {*alone.concepts} - {*whole.concepts}
        assert all(dictionary.load().concepts[code].kind in ("colour", "unit") for code in hidden)
