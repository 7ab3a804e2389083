"""Addresses that letters carry."""

from __future__ import annotations

from django.conf import settings

from twiza.mediation.models import Association, Case

BUYER_PATH = "/orders/{order}/{secret}/cases/{number}/"
TEAM_PATH = "/workshop/{slug}/{rest}"
ASSOCIATION_PATH = "/association/{slug}/{rest}"
RECALL_PATH = "/associations/recalls/{number}/"


def buyer_link(case: Case, language: str) -> str:
    assert case.part is not None
    order = case.part.order
    path = BUYER_PATH.format(order=order.number, secret=order.secret, number=case.number)
    return f"{settings.SITE_URL}/{language}{path}"


def team_link(slug: str, rest: str, language: str) -> str:
    return f"{settings.SITE_URL}/{language}{TEAM_PATH.format(slug=slug, rest=rest)}"


def association_link(association: Association, rest: str, language: str) -> str:
    return f"{settings.SITE_URL}/{language}{ASSOCIATION_PATH.format(slug=association.slug, rest=rest)}"


def recall_link(number: str, language: str) -> str:
    return f"{settings.SITE_URL}/{language}{RECALL_PATH.format(number=number)}"
