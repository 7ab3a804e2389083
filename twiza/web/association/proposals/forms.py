"""The form of a proposal: what is asked for, line by line, by when, and in which words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from twiza.kernel.money import Money
from twiza.kernel.text import pick
from twiza.mediation import api as mediation
from twiza.web.kit.forms import Form, MoneyField

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
WORDED = ("repair", "explanation", "other")  # terms that are a sentence
USUAL_DAYS = 7


class ProposalForm(Form):
    """`offerable` says which lines may still be given back, and how much of each."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, offerable: mediation.Offerable, today: date, language: str, **kwargs: Any) -> None:
        first = {
            "key": get_random_string(20),
            "by_day": today + timedelta(days=USUAL_DAYS),
            "answer_by": today + timedelta(days=USUAL_DAYS),
        }
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        self.offerable, self.today = offerable, today
        for line in offerable.lines:
            name = pick(line.names, language)
            if line.left_centimes:
                self.fields[f"refund_{line.line_id}"] = MoneyField(
                    label=_("Money back: %(name)s") % {"name": name},
                    help_text=_("At most %(most)s dirhams.") % {"most": Money(line.left_centimes)},
                    required=False,
                )
            self.fields[f"again_{line.line_id}"] = forms.IntegerField(
                label=_("Sent again, pieces: %(name)s") % {"name": name},
                min_value=1,
                max_value=line.quantity,
                required=False,
            )
        if offerable.delivery_left_centimes:
            self.fields["delivery"] = MoneyField(
                label=_("Money back: delivery"),
                help_text=_("At most %(most)s dirhams.") % {"most": Money(offerable.delivery_left_centimes)},
                required=False,
            )
        words = {
            "repair": _("Repair: what is repaired, and how"),
            "explanation": _("An explanation or apology: of what"),
            "other": _("Something else"),
        }
        for name, label in words.items():
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
            )
        if offerable.products:
            choices = [("", "")] + [(str(pk), pick(names, language)) for pk, names in offerable.products]
            self.fields["relabel"] = forms.ChoiceField(
                label=_("Correct the label or page of"), required=False, choices=choices
            )
            self.fields["relabel_text"] = forms.CharField(
                label=_("What is corrected"), required=False, max_length=500, widget=forms.TextInput({"dir": "auto"})
            )
            self.fields["withdraw"] = forms.ChoiceField(label=_("Take off sale"), required=False, choices=choices)
        self.fields["by_day"] = forms.DateField(label=_("To be done by"), widget=DAY)
        self.fields["text"] = forms.CharField(
            label=_("Your words to both"),
            help_text=_("Why you propose this. Both parties read it."),
            max_length=3000,
            widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        )
        self.fields["answer_by"] = forms.DateField(label=_("Both answer by"), widget=DAY)

    def clean_by_day(self) -> date:
        return self._not_past("by_day")

    def clean_answer_by(self) -> date:
        return self._not_past("answer_by")

    def _not_past(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if day < self.today:
            raise forms.ValidationError(_("This day is over."))
        return day

    def terms(self) -> list[Any]:
        """What is asked for, as mediation wants it."""
        typed, by_day = self.cleaned_data, self.cleaned_data["by_day"]
        money = {
            line.line_id: typed[f"refund_{line.line_id}"]
            for line in self.offerable.lines
            if typed.get(f"refund_{line.line_id}")
        }
        again = {
            line.line_id: typed[f"again_{line.line_id}"]
            for line in self.offerable.lines
            if typed.get(f"again_{line.line_id}")
        }
        delivery = typed.get("delivery") or 0
        found = []
        if money or delivery:
            found.append(mediation.TermLine(kind="refund", items=money, delivery_centimes=delivery, by_day=by_day))
        if again:
            found.append(mediation.TermLine(kind="replacement", items=again, by_day=by_day))
        for kind in WORDED:
            if typed[kind]:
                found.append(mediation.TermLine(kind=kind, text=typed[kind], by_day=by_day))
        if typed.get("relabel"):
            found.append(
                mediation.TermLine(
                    kind="relabel", product_id=int(typed["relabel"]), text=typed["relabel_text"], by_day=by_day
                )
            )
        if typed.get("withdraw"):
            found.append(mediation.TermLine(kind="withdraw", product_id=int(typed["withdraw"]), by_day=by_day))
        return found
