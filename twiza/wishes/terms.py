"""Refusals and limits of wishes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal

LONGEST = 100
MOST_OPEN = 20  # wishes of one contact at a time
MOST_A_DAY = 5  # letters that ask a contact to confirm: nobody is flooded through us


class NothingWished(Refusal):
    sentence = _("Say in one to five words what you are looking for.")
    field = "words"


class TooManyWishes(Refusal):
    sentence = _("Too many wishes wait for this phone or address. Try again tomorrow, or drop one of them.")
    field = "contact"
