"""Forms: label above, hint, error in words; what was typed is kept. Rendered by `parts/field.html`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.geography import api as geography
from twiza.kernel.refusals import Refusal
from twiza.kernel.text import pick, western_digits
from twiza.people import api as people


class Form(forms.Form):
    """The base of every form: a refusal of an action becomes an error of the field that it names."""

    template_name = "parts/form.html"
    use_required_attribute = False  # the server's sentence, in the page's language, not the browser's

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class PhoneField(forms.CharField):
    """A phone number as people type it; cleaned to E.164."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "dir": "ltr"})

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return people.normalise_phone(typed)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class DigitsField(forms.CharField):
    """A code or key of digits; Arabic-Indic digits, spaces and hyphens are taken as people write them."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        typed = western_digits(super().clean(value) or "")
        return "".join(typed.replace("-", " ").split())


class MoneyField(forms.CharField):
    """Dirhams as people type them (`120,50`, `١٢٠٫٥٠`, `1 200 DH`); cleaned to whole centimes."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 100},{value % 100:02d}" if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = western_digits(super().clean(value) or "").lower()
        for word in ("dirhams", "dirham", "dhs", "dh", "mad", "درهم"):
            typed = typed.replace(word, "")
        typed = "".join(typed.split()).replace(",", ".")
        if not typed:
            if self.required:  # «DH» alone
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        whole, _dot, cents = typed.partition(".")
        if not (whole or "0").isdecimal() or not (cents or "0").isdecimal() or len(cents) > 2 or len(whole) > 9:
            raise forms.ValidationError(_("Write an amount in dirhams, such as 120 or 120,50."))
        return int(whole or 0) * 100 + int(cents.ljust(2, "0"))


class CommuneField(forms.CharField):
    """A commune: its code (chosen from suggestions) or its name as people type it; cleaned to a CommuneCard.

    Without JavaScript a name that fits several communes is refused with the list of them to choose from.
    """

    widget = forms.TextInput(attrs={"data-suggest": "communes", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, geography.CommuneCard):
            return name_of(value)
        return value

    def clean(self, value: Any) -> Any:
        typed = (super().clean(value) or "").strip()
        if not typed:
            return None
        found = geography.find_communes(typed, limit=6)
        exact = [c for c in found if typed in (c.code, name_of(c), c.slug)] or [
            c for c in found if typed.casefold() in {n.casefold() for n in c.names.values()}
        ]
        if len(exact) == 1:
            return exact[0]
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("There is no commune of this name in Morocco. Check the spelling."))
        raise forms.ValidationError(
            _("Several communes fit. Write one of these: %(names)s."),
            params={"names": "؛ ".join(name_of(c) for c in (exact or found)[:6])},
        )


def name_of(commune: geography.CommuneCard) -> str:
    """Name and province: what tells two communes of one name apart."""
    language = get_language() or "ar"
    mark = "، " if language == "ar" else ", "
    return f"{pick(commune.names, language)}{mark}{pick(commune.province_names, language)}"


class TextsField(forms.MultiValueField):
    """A text in several languages: one input each; cleaned to {language: text} without the empty ones."""

    def __init__(self, *, languages: tuple[str, ...] = ("ar", "fr", "en"), long: bool = False, **kwargs: Any) -> None:
        most = kwargs.pop("max_length", 4000 if long else 160)
        required = kwargs.pop("required", True)
        fields = [forms.CharField(required=False, max_length=most) for _l in languages]
        self.languages = languages
        super().__init__(
            fields, widget=TextsWidget(languages, long), require_all_fields=False, required=required, **kwargs
        )

    def compress(self, values: list[str]) -> dict[str, str]:
        return {k: v.strip() for k, v in zip(self.languages, values or [], strict=False) if v and v.strip()}

    def clean(self, value: Any) -> dict[str, str]:
        texts = super().clean(value) or {}
        if self.required and not texts:
            raise forms.ValidationError(_("Write this in at least one language."))
        return texts


class TextsWidget(forms.MultiWidget):
    template_name = "parts/texts_widget.html"

    def __init__(self, languages: tuple[str, ...], long: bool) -> None:
        self.languages = languages
        make = forms.Textarea if long else forms.TextInput
        super().__init__(
            {
                k: make(attrs={"lang": k, "dir": "rtl" if k == "ar" else "ltr", **({"rows": "4"} if long else {})})
                for k in languages
            }
        )

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(k, "") for k in self.languages]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for code, widget in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            widget["language"] = LANGUAGE_LABELS[code]
        return context


LANGUAGE_LABELS = {"ar": "العربية", "fr": "Français", "en": "English", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}
lazy_pick = lazy(lambda texts: pick(texts, get_language() or "ar"), str)
