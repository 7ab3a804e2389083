"""A catalogue as a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.web.workshop.forms.base import WorkshopForm

FORMATS = [
    ("auto", _("Find out by itself")),
    ("twiza", _("Our own template")),
    ("woocommerce", "WooCommerce"),
    ("shopify", "Shopify"),
    ("spree", "Spree"),
    ("bagisto", "Bagisto"),
    ("medusa", "Medusa"),
    ("oscar", "Oscar"),
]
LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]


class SheetForm(WorkshopForm):
    sheet = forms.FileField(
        label=_("The file"),
        help_text=_("A sheet of products: XLSX or CSV, with a row of headings."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.tsv,.txt"}),
    )
    format = forms.ChoiceField(label=_("Where it comes from"), choices=FORMATS, required=False, initial="auto")
    language = forms.ChoiceField(
        label=_("Language of its texts"),
        choices=LANGUAGES,
        required=False,
        help_text=_("Where the headings don't say it."),
    )
