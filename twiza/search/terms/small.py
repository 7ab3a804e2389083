"""Words that carry nothing where something else is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twiza.kernel.text import fold


def _words(*lines: str) -> frozenset[str]:
    return frozenset(fold(" ".join(lines)).split())


SMALL = {
    "fr": _words(
        "a au aux avec ce ces cet cette chez d dans de des du elle en est et il ils je l la le les leur leurs ma mes",
        "mon n nos notre nous on ou par pour qu que qui s sa se ses son sont sur un une vos votre vous y",
    ),
    "en": _words(
        "a an and are as at be by for from i in into is it its me my of on or our some that the their this to we with",
        "you your",
    ),
    "darija": _words("b bach d dial dyal diyal dyl f fi l li lli m3a mn n o u w wa wla ya 3la ila el al s"),
    "ar": _words("في من على إلى عن مع أو و ب ل ف ك د هذا هذه ذلك التي الذي الذين ديال اللي أن إن ان كل هو هي ال"),
}
ANY = frozenset().union(*SMALL.values())
# They part things rather than join the words of one: no phrase goes across them.
PARTING = frozenset(fold("et ou and or w wla o و أو").split())
_TELLING = {"fr": SMALL["fr"] - SMALL["en"], "en": SMALL["en"] - SMALL["fr"]}


def language_of(words: Iterable[str]) -> str | None:
    """French or English, by their small words; None where neither tells more."""
    french = english = 0
    for word in words:
        french += word in _TELLING["fr"]
        english += word in _TELLING["en"]
    return None if french == english else "fr" if french > english else "en"


def small(words: Sequence[str], known: Iterable[bool], language: str | None) -> list[bool]:
    """Which words carry nothing. One that is also the name of a thing ("the" is tea without its accent, "or" gold) does
    so only in its own language."""
    own = SMALL.get(language or "", frozenset())
    return [word in ANY and (not named or word in own) for word, named in zip(words, known, strict=True)]
