"""The forms of complaints, reports, and of sellers elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from twiza.complaints import api as complaints
from twiza.kernel.periods import day_of
from twiza.payments.api import Payee
from twiza.web.kit.forms import DigitsField, Form, MoneyField, PhoneField
from twiza.web.kit.gate import now
from twiza.web.shop.complaints.evidence import EvidenceForm


class TellForm(EvidenceForm):
    """The last step: her words and what shows it."""

    field_order = ("text", "files")
    text = forms.CharField(
        label=_("Tell it in your own words"),
        required=False,
        max_length=complaints.MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": "4", "dir": "auto"}),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class GradeForm(Form):
    grade = forms.ChoiceField(label=_("Is it solved?"), choices=complaints.Grade.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("A word on it"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
    )


class AccountForm(Form):
    payee_name = forms.CharField(label=_("Holder of the account"), max_length=120)
    rib = DigitsField(label=_("Bank account number (RIB)"), help_text=_("24 digits. It is used for this refund alone."))

    @property
    def payee(self) -> Payee:
        return Payee(name=self.cleaned_data["payee_name"], rib=self.cleaned_data["rib"])


class ReportForm(EvidenceForm):
    """About the market; anonymous as long as no contact is given."""

    field_order = ("about", "words", "problem", "text", "files", "email", "phone")
    about = forms.ChoiceField(label=_("What is it about?"), choices=complaints.ReportSubject.choices)
    subject = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Which one?"), help_text=_("Its name, or the address of its page."), required=False, max_length=200
    )
    problem = forms.ChoiceField(label=_("What is wrong?"))
    text = forms.CharField(
        label=_("Tell it in your own words"),
        max_length=complaints.MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": "5", "dir": "auto"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Only if you want to hear from us."))
    phone = PhoneField(label=_("Phone"), required=False)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["problem"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(problem.code, problem.words) for problem in complaints.report_problems()]


class ReceiptForm(Form):
    number = forms.CharField(
        label=_("Number of the receipt"),
        max_length=20,
        help_text=_("It begins with SG."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )


class ElsewhereForm(Form):
    """What the file to hand in will say. Nothing of it is kept."""

    problem = forms.ChoiceField(label=_("What happened?"))
    wish = forms.ChoiceField(label=_("What do you want?"))
    seller = forms.CharField(label=_("Who sold it to you?"), max_length=160)
    seller_where = forms.CharField(
        label=_("Where do you know the seller from?"),
        help_text=_("Page, shop, phone number."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    bought_on = forms.DateField(label=_("Bought on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    paid_centimes = MoneyField(label=_("Paid (dirhams)"), required=False)
    paid_how = forms.CharField(label=_("How did you pay?"), required=False, max_length=80)
    claimed_centimes = MoneyField(label=_("Claimed (dirhams)"), required=False)
    facts = forms.CharField(
        label=_("What happened, day by day"),
        max_length=complaints.MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": "6", "dir": "auto"}),
    )
    told_seller = forms.CharField(
        label=_("What did you tell the seller, and what was answered?"),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": "3", "dir": "auto"}),
    )
    evidence = forms.CharField(
        label=_("What can you show?"),
        help_text=_("One thing a line: photo, receipt, messages. You add them yourself where you hand the file in."),
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": "3", "dir": "auto"}),
    )
    name = forms.CharField(label=_("Your name"), required=False, max_length=120)
    phone = PhoneField(label=_("Your phone"), required=False)
    place = forms.CharField(label=_("Your commune"), required=False, max_length=120)
    language = forms.ChoiceField(label=_("Language of the file"), choices=[("ar", "العربية"), ("fr", "Français")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = complaints.problems()
        for name, choices in (
            ("problem", [(problem.code, problem.words) for problem in complaints.outside_problems()]),
            ("wish", [(wish.code, wish.words) for wish in tree.wishes.values()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_bought_on(self) -> Any:
        day = self.cleaned_data["bought_on"]
        if day and day > day_of(now()):
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def facts_of(self) -> complaints.OutsideFacts:
        said = dict(self.cleaned_data)
        said.pop("language")
        return complaints.OutsideFacts(**(said | {"evidence": said["evidence"].splitlines()}))
