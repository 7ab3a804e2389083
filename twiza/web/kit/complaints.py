"""What the workshop and the desk share of complaints: the form of an answer, and the files of evidence."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from twiza.complaints import api as complaints
from twiza.kernel.refusals import Refusal
from twiza.web.kit.forms import Form, MoneyField
from twiza.web.kit.gate import now

BORNE = [("cooperative", _("The cooperative")), ("platform", _("Twiza"))]


class AnswerForm(Form):
    """One typed answer. Amounts and pieces stand per line; none typed means all that the complaint is about."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Your answer"), choices=complaints.AnswerKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your words"),
        help_text=_("The buyer reads this. Needed when you explain or don't agree."),
        required=False,
        widget=forms.Textarea(attrs={"rows": "4", "dir": "auto"}),
    )
    promised_on = forms.DateField(
        label=_("Until which day?"),
        help_text=_("For another one, a repair or a delivery: the day you promise. It is followed up."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    way = forms.ChoiceField(label=_("How the money goes back"), required=False, choices=[])
    borne_by = forms.ChoiceField(label=_("Who bears it"), required=False, choices=BORNE)

    def __init__(self, *args: Any, view: complaints.ComplaintView, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view, self.role = view, role
        if role != "desk":
            del self.fields["borne_by"]
        if view.is_paid and view.paid_by_cash:
            way = self.fields["way"]
            assert isinstance(way, forms.ChoiceField)
            way.choices = [("", _("By transfer, to the account that the buyer gives")), ("cash", _("In cash, by hand"))]
        else:
            del self.fields["way"]
        for line in view.lines:
            if line.rest:
                self.fields[f"refund_{line.line_id}"] = MoneyField(label=_("Money back"), required=False)
            self.fields[f"pieces_{line.line_id}"] = forms.IntegerField(
                label=_("Pieces to send again"), required=False, min_value=0, max_value=line.quantity
            )
        if view.delivery_rest:
            self.fields["delivery"] = MoneyField(label=_("Of the delivery fee"), required=False)

    @property
    def line_rows(self) -> list[tuple[complaints.ComplainedLine, list[Any]]]:
        """Each line with its fields."""
        names = ("refund_{}", "pieces_{}")
        return [
            (line, [self[name] for form in names if (name := form.format(line.line_id)) in self.fields])
            for line in self.view.lines
        ]

    @property
    def other_fields(self) -> list[Any]:
        return [field for field in self.visible_fields() if not field.name.startswith(("refund_", "pieces_"))]

    def _typed(self, prefix: str) -> dict[int, int] | None:
        found = {int(n.removeprefix(prefix)): v for n, v in self.cleaned_data.items() if n.startswith(prefix) and v}
        return found or None

    def send(self, complaint: complaints.Complaint, *, by: Any) -> None:
        """Answer it, or raise the refusal."""
        given = self.cleaned_data
        prefix = {"refund": "refund_", "replace": "pieces_"}.get(given["kind"])
        complaints.answer_complaint(
            complaint=complaint,
            kind=given["kind"],
            text=given["text"],
            items=self._typed(prefix) if prefix else None,
            delivery_centimes=(given.get("delivery") or 0) if given["kind"] == "refund" else 0,
            promised_on=given["promised_on"],
            way=given.get("way") or "",
            borne_by=given.get("borne_by") or "cooperative",
            role=self.role,
            key=given["key"] or None,
            by=by,
            now=now(),
        )


def answer_form(
    request: HttpRequest, complaint: complaints.Complaint, view: complaints.ComplaintView, *, role: str
) -> tuple[AnswerForm | None, bool]:
    """The form where this side may answer, and whether an answer was just given."""
    verbs = view.desk_verbs if role == "desk" else view.cooperative_verbs
    ours = request.method == "POST" and "kind" in request.POST
    if "answer" not in verbs:
        return None, False
    form = AnswerForm(
        request.POST if ours else None, view=view, role=role, initial={"key": uuid4().hex}, auto_id="answer-%s"
    )
    if ours and form.is_valid():
        try:
            form.send(complaint, by=request.user)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return form, True
    return form, False


def evidence_file(owner: Any, evidence_id: int) -> HttpResponse:
    """One file of a complaint or a report whose gate the reader passed."""
    file = complaints.file_of_evidence(owner, min(evidence_id, 2**62))
    shown = "inline" if file.kind in ("photo", "video", "voice") else "attachment"
    headers = {
        "Content-Disposition": f'{shown}; filename="{file.name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(file.data, content_type=file.media_type, headers=headers)
