"""Flagged messages, one after the other: allow, keep masked, or remove with a reason that stays to be read."""

from __future__ import annotations

from typing import Literal, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from twiza.conversations import api as conversations
from twiza.kernel.refusals import NotFound, Refusal
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit import threads
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

STATES = {
    "flagged": _("To look at"),
    "masked": _("Kept hidden"),
    "allowed": _("Allowed"),
    "removed": _("Removed"),
}
SAID = {
    "allow": _("Everybody in the conversation reads it whole now."),
    "mask": _("The marked pieces stay hidden."),
}


class RemoveForm(Form):
    reason = forms.ChoiceField(
        label=_("Why it is removed"),
        help_text=_("Both sides read this reason in its place."),
        choices=lambda: [("", _("Choose a reason")), *conversations.removal_reasons()],
    )


@desk_only
@require_safe
def flagged(request: DeskRequest) -> HttpResponse:
    state = word_of(request, "state", *STATES) or "flagged"
    known = cast(Literal["flagged", "allowed", "masked", "removed"], state)
    page = conversations.flagged(state=known, after=after_of(request))
    counts = conversations.flag_counts()
    return hall(request, "messages/list", tab="flags", page=page, state=state, states=STATES, counts=counts)


@desk_only
def message(request: DeskRequest, message_id: int) -> HttpResponse:
    """One message, with what was said around it; POST removes it."""
    looked = conversations.looked(request.user, message_id)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            conversations.remove_message(message_id=message_id, reason=reason, by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("Removed. Its place and the reason are left.")))
            return redirect("desk:flags-one", message_id)
    files = reverse("desk:flags-one", args=[message_id])
    status = 422 if form.errors else 200
    return hall(request, "messages/one", tab="flags", status=status, looked=looked, form=form, files=files)


@desk_only
@require_POST
def settle(request: DeskRequest, message_id: int) -> HttpResponse:
    looked = conversations.looked(request.user, message_id)
    how = request.POST.get("how", "")
    if how not in SAID:
        raise NotFound(how)
    deed = cast(Literal["allow", "mask"], how)
    act = lambda: conversations.settle_flag(message_id=message_id, how=deed, by=request.user, now=now())  # noqa: E731
    do(request, SAID[how], act)
    left = conversations.flagged(page_size=1).items
    if looked.message.state == "flagged" and left:
        return redirect("desk:flags-one", left[0].message.id)
    return redirect("desk:flags")


@desk_only
@require_safe
def file(request: DeskRequest, message_id: int, shown_id: int, n: int) -> HttpResponse:
    """A file of the message looked at, or of one around it."""
    looked = conversations.looked(request.user, message_id)
    around = {one.id for one in (*looked.before, looked.message, *looked.following)}
    if shown_id not in around:
        raise NotFound(shown_id)
    return threads.send_file(subject=looked.subject, message_id=shown_id, n=n, role="desk")
