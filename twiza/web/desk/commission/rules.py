"""The rules in force, those that come and those that were; entering one, ending one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.catalog import api as catalog
from twiza.commission import api as commission
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.web.desk.commission.forms import EndForm, RuleForm
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

WHEN = (("in_force", _("In force")), ("coming", _("Coming")), ("past", _("Past")))


@dataclass(frozen=True, slots=True)
class Row:
    """A rule, with the names of the kinds from the root down to the one it is for."""

    rule: commission.RuleCard
    kinds: list[dict[str, str]]


def row(rule: commission.RuleCard) -> Row:
    codes = rule.category_path.strip("/").split("/") if rule.category_path else []
    nodes = (catalog.category(code) for code in codes)
    return Row(rule, [node.names for node in nodes if node])


def show(request: DeskRequest, template: str, *, status: int = 200, **shown: Any) -> HttpResponse:
    """A page of this room."""
    return hall(request, f"commission/{template}", tab="commission", status=status, choices=WHEN, **shown)


@desk_only
def rules(request: DeskRequest) -> HttpResponse:
    when = word_of(request, "when", "in_force", "coming", "past") or "in_force"
    found, after = commission.rules(when, on=day_of(now()), after=after_of(request))
    rows = [row(rule) for rule in found]
    return show(request, "rules", rows=rows, next=after, when=when)


@desk_only
def new_rule(request: DeskRequest) -> HttpResponse:
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commission.enter_rule(**form.rule(), by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("The rule is entered.")))
            return _back("coming")
    return show(request, "new", status=422 if form.errors else 200, form=form)


@desk_only
def end_rule(request: DeskRequest, rule_id: int) -> HttpResponse:
    rule = commission.rule_card(rule_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commission.end_rule(rule_id=rule_id, until=form.cleaned_data["until"], by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("The end of the rule is set.")))
            return _back("in_force")
    return show(request, "end", status=422 if form.errors else 200, form=form, row=row(rule))


@desk_only
@require_POST
def withdraw_rule(request: DeskRequest, rule_id: int) -> HttpResponse:
    said = _("The rule is withdrawn before it began.")
    do(request, said, lambda: commission.withdraw_rule(rule_id=rule_id, by=request.user, now=now()))
    return _back("coming")


def _back(when: str) -> HttpResponse:
    response = redirect("desk:commission")
    response["Location"] += f"?when={when}"
    return response
