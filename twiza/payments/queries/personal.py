"""What payments keep about who paid: payments and repayments of an order's number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import KEPT_FOR_ACCOUNTS, WORDS
from twiza.payments.models import Payment, Repayment
from twiza.payments.states import RepaymentStatus


def of_orders(numbers: Sequence[str]) -> Q:
    """Payments that an order asked for: their reference begins with its number."""
    return reduce(or_, (Q(reference__startswith=f"{number}:") for number in numbers), Q(pk__in=[]))


def personal_data(*, order_numbers: Sequence[str]) -> list[PersonalSection]:
    payments = Payment.objects.filter(of_orders(order_numbers)).order_by("pk")
    records = [
        {
            "number": row.number,
            "name": row.payer_name,
            "phone": row.payer_phone,
            "email": row.payer_email,
            "amount_centimes": row.amount_centimes,
            "way": row.way,
            "status": row.status,
            "at": row.created_at.isoformat(),
        }
        for row in payments
    ]
    back = [
        {
            "amount_centimes": row.amount_centimes,
            "name": row.payee_name,
            "rib": row.payee_rib,
            "status": row.status,
        }
        for row in Repayment.objects.filter(payment__in=payments).order_by("pk")
    ]
    kept = _("The payment stays for the accounts, without your name, phone and e-mail.")
    return [
        PersonalSection(code="payments.payments", title=_("Your payments"), records=records, words=WORDS, kept=kept),
        PersonalSection(
            code="payments.repayments",
            title=_("Money given back to you"),
            records=back,
            words=WORDS,
            kept=KEPT_FOR_ACCOUNTS,
        ),
    ]


def owes_orders(order_numbers: Sequence[str]) -> bool:
    """Whether money is still on its way back for one of these orders."""
    payments = Payment.objects.filter(of_orders(order_numbers))
    return Repayment.objects.filter(payment__in=payments).exclude(status=RepaymentStatus.PAID).exists()
