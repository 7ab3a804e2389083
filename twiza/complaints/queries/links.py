"""Addresses that letters carry."""

from __future__ import annotations

from django.conf import settings

from twiza.complaints.models import Complaint

BUYER_PATH = "/orders/{order}/{secret}/complaints/{number}/"
WORKSHOP_PATH = "/workshop/{slug}/complaints/{number}/"
DESK_PATH = "/desk/complaints/{number}/"
REPORT_PATH = "/report/receipt/"


def buyer_link(complaint: Complaint) -> str:
    order = complaint.part.order
    path = BUYER_PATH.format(order=order.number, secret=order.secret, number=complaint.number)
    return f"{settings.SITE_URL}/{order.language}{path}"


def team_link(complaint: Complaint, slug: str, language: str) -> str:
    return f"{settings.SITE_URL}/{language}{WORKSHOP_PATH.format(slug=slug, number=complaint.number)}"


def desk_link(complaint: Complaint, language: str) -> str:
    return f"{settings.SITE_URL}/{language}{DESK_PATH.format(number=complaint.number)}"


def receipt_link(language: str) -> str:
    return f"{settings.SITE_URL}/{language}{REPORT_PATH}"
