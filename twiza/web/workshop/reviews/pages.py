"""Reading what buyers say, and answering it once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from twiza.kernel.refusals import Refusal
from twiza.reviews import api as reviews
from twiza.web.kit.forms import LANGUAGE_LABELS, Form
from twiza.web.kit.gate import now
from twiza.web.workshop.roles import TeamRequest, manages, prepares
from twiza.web.workshop.room import back, room


class AnswerForm(Form):
    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Everybody can read it. You can change it once."),
        max_length=reviews.LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=list(LANGUAGE_LABELS.items()))


@prepares
@require_GET
def list_of(request: TeamRequest, cooperative: Any) -> HttpResponse:
    show = "to_answer" if request.GET.get("show") == "to_answer" else ""
    page = reviews.reviews_of_cooperative(cooperative.pk, show=show, after=request.GET.get("after"))
    waiting = reviews.to_answer(cooperative.pk)
    return room(request, cooperative, "reviews/list", page=page, show=show, waiting=waiting)


@manages
def answer(request: TeamRequest, cooperative: Any, review_id: int) -> HttpResponse:
    """The one answer, or its one change."""
    found = reviews.review_of_cooperative(cooperative.pk, review_id)
    shown = reviews.review_view(found)
    there = shown.answer
    first = {"text": there.text, "language": there.language} if there else {"language": request.LANGUAGE_CODE}
    form = AnswerForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            reviews.answer_review(review=found, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your answer stands under the review."))
            return back("reviews", cooperative)
    status = 422 if form.errors else 200
    return room(request, cooperative, "reviews/answer", status=status, review=shown, form=form)
