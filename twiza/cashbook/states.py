from django.db import models
from django.utils.translation import gettext_lazy as _

from twiza.kernel.states import StateTable, move

COOPERATIVE = "cooperative"


class Status(models.TextChoices):
    OWED = "owed", _("To be paid")
    PAID = "paid", _("Paid")
    UNDONE = "undone", _("Taken back")


SALE = StateTable(
    "sale",
    start=Status.OWED,
    final=[Status.UNDONE],
    moves=[
        move("pay", Status.OWED, Status.PAID, COOPERATIVE),
        move("undo", [Status.OWED, Status.PAID], Status.UNDONE, COOPERATIVE),
    ],
)
