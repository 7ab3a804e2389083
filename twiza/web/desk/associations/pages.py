"""The register of consumer associations. The desk enters one and invites its first head, then has no key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.web.desk.associations.forms import AssociationForm, InviteForm, StandingForm
from twiza.web.desk.hall import DeskRequest, do, hall
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

STANDING = ("public_utility_since", "may_sue_until", "permit_number")


@desk_only
@require_safe
def associations(request: DeskRequest) -> HttpResponse:
    page = mediation.associations_for_desk(request.user, now=now(), after=after_of(request))
    return _page(request, "list", page=page)


@desk_only
def register(request: DeskRequest) -> HttpResponse:
    form = AssociationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data | {"commune": form.cleaned_data["commune"].code}
        made = _tried(form, lambda: mediation.register_association(by=request.user, now=now(), **typed))
        if made:
            messages.success(request, _("It is in the register, and the invitation is on its way."))
            return redirect("desk:association", made.slug)
    return _page(request, "new", form=form)


@desk_only
def association(request: DeskRequest, slug: str) -> HttpResponse:
    """Its entry, and whether its team has a head. While it has none the desk may invite again."""
    found = mediation.association_for_desk(request.user, slug)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        sent = _tried(
            form,
            lambda: mediation.invite_adviser(
                association=found, role=mediation.HEAD, by=request.user, now=now(), **typed
            ),
        )
        if sent:
            messages.success(request, _("The invitation is on its way."))
            return redirect("desk:association", slug)
    head = mediation.head_view(found, now=now())
    return _page(request, "one", form=form, card=mediation.association_card(slug), head=head)


@desk_only
@require_POST
def uninvite(request: DeskRequest, slug: str, invitation_id: int) -> HttpResponse:
    found = mediation.association_for_desk(request.user, slug)
    do(
        request,
        gettext_lazy("The invitation is withdrawn."),
        lambda: mediation.withdraw_invitation(
            association=found, invitation_id=invitation_id, by=request.user, now=now()
        ),
    )
    return redirect("desk:association", slug)


@desk_only
def standing(request: DeskRequest, slug: str) -> HttpResponse:
    found = mediation.association_for_desk(request.user, slug)
    form = StandingForm(request.POST or None, initial={name: getattr(found, name) for name in STANDING})
    if request.method == "POST" and form.is_valid():
        try:
            mediation.edit_standing(association=found, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Kept."))
            return redirect("desk:association", slug)
    return _page(request, "standing", form=form, card=mediation.association_card(slug))


@desk_only
@require_POST
def close(request: DeskRequest, slug: str) -> HttpResponse:
    found = mediation.association_for_desk(request.user, slug)
    do(
        request,
        gettext_lazy("Closed: it takes no new cases. Those it has go on."),
        lambda: mediation.close_association(association=found, by=request.user, now=now()),
    )
    return redirect("desk:association", slug)


@desk_only
@require_POST
def reopen(request: DeskRequest, slug: str) -> HttpResponse:
    found = mediation.association_for_desk(request.user, slug)
    do(
        request,
        gettext_lazy("It takes cases again."),
        lambda: mediation.close_association(association=found, reopen=True, by=request.user, now=now()),
    )
    return redirect("desk:association", slug)


def _tried(form: Form, act: Callable[[], Any]) -> Any:
    """What was done, or None and the refusal beside its field: what was typed stays."""
    try:
        return act()
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def _page(request: DeskRequest, template: str, **shown: Any) -> HttpResponse:
    status = 422 if "form" in shown and shown["form"].errors else 200
    return hall(request, f"associations/{template}", tab="associations", status=status, **shown)
