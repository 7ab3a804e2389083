from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.kernel.text import pick
from twiza.protection import api as protection
from twiza.web.kit.photos import MOST, PhotosField, sealed
from twiza.web.shop.money_back import MoneyBackForm


class ClaimForm(MoneyBackForm):
    """What is wrong with which article, since when, and what she wants. One article alone is chosen already."""

    photos = PhotosField(label=_("Photos"), help_text=_("One photo says more than ten words. At most six."))
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    ORDER = ("line", "quantity", "defect", "photos", "found_on", "kind", "remedy", "refund_way", "payee_name", "rib")

    def __init__(self, rights: protection.PartRights, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(rights, *args, **kwargs)
        language = get_language() or "ar"
        self.open_lines = [line for line in rights.lines if line.may_claim]
        # Pressed twice, the line is claimed already: the action knows the key, and says the same claim again.
        offered = rights.lines if self.is_bound else self.open_lines
        lines = [(line.line_id, pick(line.names, language)) for line in offered]
        alone = len(lines) == 1
        most = max((line.quantity for line in offered), default=1)
        warranted = any(line.warranty_until and line.warranty_until >= today for line in self.open_lines)
        self.fields["line"] = forms.TypedChoiceField(
            label=_("Which article?"),
            choices=lines,
            coerce=int,
            initial=lines[0][0] if alone else None,
            widget=forms.HiddenInput if alone else forms.RadioSelect,
        )
        self.fields["quantity"] = forms.TypedChoiceField(
            label=_("How many pieces?"),
            choices=[(n, n) for n in range(1, most + 1)],
            coerce=int,
            initial=1,
            widget=forms.HiddenInput if most == 1 else forms.Select,
        )
        self.fields["defect"] = forms.ChoiceField(
            label=_("What is wrong?"), choices=protection.defect_choices(), widget=forms.RadioSelect
        )
        self.fields["found_on"] = forms.DateField(
            label=_("When did you see it?"),
            initial=today,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"}),
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("By which guarantee?"),
            choices=protection.claim_kind_choices(),
            initial="defect",
            widget=forms.RadioSelect if warranted else forms.HiddenInput,
        )
        self.fields["remedy"] = forms.ChoiceField(
            label=_("What do you want?"), choices=protection.remedy_choices(), widget=forms.RadioSelect
        )
        self.fields["text"] = forms.CharField(
            label=_("In your own words"),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": "3"}),
        )
        self.order_fields(self.ORDER)

    def sends_money(self, values: dict[str, Any]) -> bool:
        return values.get("remedy") in ("refund", "reduction")

    def kept_photos(self) -> list[int]:
        return sealed(self.data.get("kept", "")) if self.is_bound else []

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if len(values.get("photos", [])) + len(self.kept_photos()) > MOST:
            self.add_error("photos", _("At most six photos in all."))
        return values
