"""Who works here; and what everybody reads of the association."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.geography import api as geography
from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.web.association.gate import AdviserRequest, heads, reads
from twiza.web.association.hall import back, do, hall
from twiza.web.kit.forms import CommuneField, Form, PhoneField, TextsField, name_of
from twiza.web.kit.gate import now

LANGUAGES = ("ar", "fr", "en")


class InviteForm(Form):
    contact = forms.CharField(
        label=gettext_lazy("Mobile phone or e-mail address"), max_length=120, widget=forms.TextInput({"dir": "ltr"})
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=mediation.AdviserRole.choices, initial="adviser")


class AssociationForm(Form):
    names = TextsField(label=gettext_lazy("Name"), languages=LANGUAGES)
    about = TextsField(label=gettext_lazy("What it does"), languages=LANGUAGES, long=True, required=False)
    seat = forms.CharField(label=gettext_lazy("Address of the seat"), max_length=200)
    commune = CommuneField(label=gettext_lazy("Commune"))
    phone = PhoneField(label=gettext_lazy("Phone"))
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), required=False, widget=forms.EmailInput({"dir": "ltr"})
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages it advises in"),
        widget=forms.CheckboxSelectMultiple,
        choices=[("ar", "العربية"), ("fr", "Français"), ("en", "English"), ("zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ")],
    )


@reads
def team(request: AdviserRequest, association: Any) -> HttpResponse:
    """The team is read by all of it; only its head invites."""
    form = InviteForm(request.POST or None)
    if request.method == "POST":
        return _invite(request, association.slug, form)
    return _team(request, association, form)


@heads
def _invite(request: AdviserRequest, association: Any, form: InviteForm) -> HttpResponse:
    if form.is_valid():
        try:
            mediation.invite_adviser(association=association, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The invitation is on its way."))
            return back("team", association)
    return _team(request, association, form)


def _team(request: AdviserRequest, association: Any, form: InviteForm) -> HttpResponse:
    return hall(
        request,
        association,
        "team/team",
        tab="team",
        status=422 if form.errors else 200,
        team=mediation.team_of(association),
        invitations=mediation.invitations_of(association, now=now()),
        roles=mediation.AdviserRole.choices,
        form=form,
    )


@heads
@require_POST
def uninvite(request: AdviserRequest, association: Any, invitation_id: int) -> HttpResponse:
    do(
        request,
        gettext_lazy("The invitation is withdrawn."),
        lambda: mediation.withdraw_invitation(
            association=association, invitation_id=invitation_id, by=request.user, now=now()
        ),
    )
    return back("team", association)


@heads
@require_POST
def role(request: AdviserRequest, association: Any, adviser_id: int) -> HttpResponse:
    do(
        request,
        gettext_lazy("The role is changed."),
        lambda: mediation.change_role(
            association=association,
            adviser_id=adviser_id,
            role=request.POST.get("role", ""),
            by=request.user,
            now=now(),
        ),
    )
    return back("team", association)


@heads
@require_POST
def remove(request: AdviserRequest, association: Any, adviser_id: int) -> HttpResponse:
    do(
        request,
        gettext_lazy("No longer in the team."),
        lambda: mediation.remove_adviser(association=association, adviser_id=adviser_id, by=request.user, now=now()),
    )
    return back("team", association)


@reads
@require_POST
def leave(request: AdviserRequest, association: Any) -> HttpResponse:
    left = do(
        request,
        gettext_lazy("You left the team."),
        lambda: mediation.leave_association(association=association, person=request.user, now=now()),
    )
    return redirect("account:home") if left else back("team", association)


@heads
def house(request: AdviserRequest, association: Any) -> HttpResponse:
    """What everybody reads of the association; its standing before courts is written by the market's desk."""
    card = mediation.association_card(association.slug)
    form = AssociationForm(request.POST or None, initial=_initial(association, card))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data | {"commune": form.cleaned_data["commune"].code}
        try:
            mediation.edit_association(association=association, by=request.user, now=now(), **typed)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Kept."))
            return back("house", association)
    status = 422 if form.errors else 200
    return hall(request, association, "team/house", tab="team", status=status, form=form, card=card)


def _initial(association: Any, card: mediation.AssociationCard) -> dict[str, Any]:
    fields = {name: getattr(card, name) for name in ("names", "about", "seat", "phone", "email")}
    commune = name_of(geography.commune(association.commune_id))
    return fields | {"languages": list(card.languages), "commune": commune}
