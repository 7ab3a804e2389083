"""The forms of the desk's bank: a file, or one decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twiza.bank import api as bank
from twiza.delivery import api as delivery
from twiza.kernel.text import pick
from twiza.plumbing.sheets.refusals import TooLarge
from twiza.web.kit.forms import DigitsField, Form, MoneyField

MOST_MEGABYTES = 5
LTR = {"dir": "ltr", "autocomplete": "off"}


class SmallFile(forms.FileField):
    """A file that is read whole, hence a small one."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > MOST_MEGABYTES * 2**20:
            raise forms.ValidationError(str(TooLarge(most=MOST_MEGABYTES)))
        return file


def _carriers() -> list[tuple[str, Any]]:
    language = get_language() or "ar"
    known = [(c.code, pick(c.names, language)) for c in delivery.carriers() if c.adapter != "own"]
    return [("", _("Choose a carrier")), *known]


class StatementForm(Form):
    file = SmallFile(
        label=_("The bank's file"),
        help_text=_("CSV, XLSX or CAMT.053. The same file twice adds nothing."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xml"}),
    )
    account = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=lambda: [("", _("As the file says")), *((a.code, f"{a.bank} · {a.code}") for a in bank.accounts())],
    )


class PurposeForm(Form):
    """What an entry is; the reference where it is a transfer of ours."""

    purpose = forms.ChoiceField(label=_("What it is"), choices=lambda: [("", _("Choose")), *bank.PURPOSES.items()])
    reference = forms.CharField(
        label=_("Reference of the transfer"), max_length=40, required=False, widget=forms.TextInput(attrs=LTR)
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class CarrierForm(Form):
    carrier_code = forms.ChoiceField(label=_("Carrier"), choices=_carriers)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class SlipChoiceForm(Form):
    remittance = forms.ChoiceField(label=_("Slip"))

    def __init__(self, *args: Any, slips: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "ar"
        named = [(str(s.id), f"{pick(s.carrier_names, language)} · {s.slip}") for s in slips]
        self.fields["remittance"].choices = [("", _("Choose a slip")), *named]  # type: ignore[attr-defined]


class ComposeForm(Form):
    references = forms.MultipleChoiceField(label=_("Transfers"), widget=forms.CheckboxSelectMultiple)
    account = forms.ChoiceField(
        label=_("From which account"), choices=lambda: [(a.code, f"{a.bank} · {a.code}") for a in bank.accounts()]
    )

    def __init__(self, *args: Any, transfers: list[bank.TransferCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["references"].choices = [(t.reference, t.reference) for t in transfers]  # type: ignore[attr-defined]


class RibForm(Form):
    rib = DigitsField(label=_("The right account number (RIB)"), max_length=60)


class ReasonForm(Form):
    reason = forms.CharField(label=_("What the bank said"), max_length=300)


class SlipForm(Form):
    carrier_code = forms.ChoiceField(label=_("Carrier"), choices=_carriers)
    slip = forms.CharField(label=_("Number of the carrier's slip"), max_length=60, widget=forms.TextInput(attrs=LTR))
    file = SmallFile(
        label=_("The carrier's file"),
        help_text=_("CSV or XLSX with a row of headings: the parcel or its tracking number, and the amount."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    total = MoneyField(
        label=_("Total written on the slip (dirhams)"),
        required=False,
        help_text=_("It is compared with the sum of the rows."),
    )


class DifferenceForm(Form):
    how = forms.ChoiceField(label=_("What shall be done"), widget=forms.RadioSelect)
    parcel = forms.CharField(
        label=_("The right number of the parcel"), max_length=60, required=False, widget=forms.TextInput(attrs=LTR)
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, ways: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = [(way, delivery.RESOLUTIONS[way]) for way in ways]  # type: ignore[attr-defined]
        if "recheck" not in ways:
            del self.fields["parcel"]
