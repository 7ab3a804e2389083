"""A word, and what it means."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.kernel.text import pick
from twiza.search import api as index
from twiza.web.kit.forms import Form

LANGUAGES = [
    ("ar", _("Arabic")),
    ("darija", _("Darija")),
    ("zgh", _("Tamazight")),
    ("fr", _("French")),
    ("en", _("English")),
]


class ConceptField(forms.CharField):
    """A concept by any of its words, or by its code; cleaned to its code."""

    def clean(self, value: Any) -> str:
        typed = (super().clean(value) or "").strip()
        found = index.concepts_named(typed)
        if len(found) == 1:
            return found[0].code
        if not found:
            raise forms.ValidationError(_("The dictionary knows nothing by this word: try a plainer one."))
        names = "؛ ".join(f"{pick(one.names, get_language() or 'ar')} ({one.code})" for one in found)
        raise forms.ValidationError(
            _("Several things have this name. Write the word in brackets: %(names)s."), params={"names": names}
        )


class WordForm(Form):
    word = forms.CharField(label=_("The word, as people write it"), max_length=60)
    language = forms.ChoiceField(label=_("Its language"), choices=LANGUAGES)
    concept = ConceptField(
        label=_("What it means"),
        max_length=60,
        help_text=_("In any language, as the market calls it: argan oil, henna, rug …"),
    )
    note = forms.CharField(
        label=_("Where you know it from"), max_length=300, required=False, help_text=_("For whoever decides about it.")
    )
