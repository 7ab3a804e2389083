"""Products named by the address of their page, as people copy it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.catalog import api as catalog
from twiza.kernel.refusals import NotFound

SLUG = re.compile(r"(?:.*/product/)?(?P<slug>[a-z0-9-]{1,80})/?(?:[?#].*)?")
MOST = 8


def product_named(typed: str) -> catalog.ProductPage:
    """The product of an address or the last piece of one; ValidationError where there is none on the market."""
    found = SLUG.fullmatch(typed.strip())
    if found:
        try:
            return catalog.product_page(found["slug"])
        except NotFound:
            pass
    raise forms.ValidationError(_("No product on the market has this address: %(typed)s"), params={"typed": typed[:80]})


class ProductField(forms.CharField):
    """Cleaned to a ProductPage."""

    widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return product_named(typed) if typed else None


class ProductsField(forms.CharField):
    """Several, one a line; cleaned to a list of ProductPage."""

    widget = forms.Textarea(attrs={"dir": "ltr", "rows": 2, "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        lines = [line for line in (super().clean(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(_("At most %(most)s products."), params={"most": MOST})
        return [product_named(line) for line in lines]
