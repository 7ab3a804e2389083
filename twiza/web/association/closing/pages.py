"""How a case ends; and the file that goes to a court or an authority, where the consumer allowed it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.plumbing.api import open_file
from twiza.web.association.cases.pages import attached
from twiza.web.association.gate import AdviserRequest, reads, works
from twiza.web.association.hall import back, hall
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now


class CloseForm(Form):
    outcome = forms.ChoiceField(label=gettext_lazy("How it ended"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("Both parties read it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = mediation.closing_outcomes()


class EscalateForm(Form):
    to = forms.ChoiceField(
        label=gettext_lazy("To whom"),
        widget=forms.RadioSelect,
        choices=[("court", gettext_lazy("A court")), ("authority", gettext_lazy("The authority in charge"))],
    )
    to_name = forms.CharField(
        label=gettext_lazy("Its name and place"), max_length=160, widget=forms.TextInput({"dir": "auto"})
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the file"), choices=[("ar", "العربية"), ("fr", "Français")]
    )


@works
def close(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    case, form = mediation.case_of_association(association, number, now=now()), CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mediation.close_case(case=case, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The case is closed. Both parties are told how it ended."))
            return back("case", association, number)
    status = 422 if form.errors else 200
    return hall(request, association, "closing/close", tab="cases", status=status, case=case, form=form)


@works
def escalate(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    """Make the file; it is kept with the case, and can be fetched again."""
    case = mediation.case_of_association(association, number, now=now())
    form = EscalateForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        try:
            mediation.escalation_pdf(case=case, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The file is made. Fetch it below."))
            return back("case", association, number)
    status = 422 if form.errors else 200
    return hall(request, association, "closing/escalate", tab="cases", status=status, case=case, form=form)


@reads
@require_GET
def paper(request: AdviserRequest, association: Any, number: str, paper_id: int) -> HttpResponse:
    case = mediation.opened_case(association, number, adviser=request.user, now=now())
    found = mediation.paper_of_case(case, paper_id)
    return attached(open_file(found.file_id), "application/pdf", f"{number}-{found.to}-{found.language}.pdf")
