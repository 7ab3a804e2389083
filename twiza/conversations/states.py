from django.db import models

from twiza.kernel.states import StateTable, move

SYSTEM, DESK = "system", "desk"


class Status(models.TextChoices):
    CLEAR = "clear"  # nothing in it to look at
    FLAGGED = "flagged"  # a number, an address or a request to pay outside: masked, and the desk looks
    ALLOWED = "allowed"  # the desk looked: everybody reads it whole
    MASKED = "masked"  # the desk looked: those pieces stay masked
    REMOVED = "removed"  # its place and the reason are left


MESSAGE = StateTable(
    "message",
    start=Status.CLEAR,
    final=[Status.REMOVED],
    moves=[
        move("flag", Status.CLEAR, Status.FLAGGED, SYSTEM),
        move("allow", [Status.FLAGGED, Status.MASKED], Status.ALLOWED, DESK),
        move("mask", [Status.FLAGGED, Status.ALLOWED], Status.MASKED, DESK),
        move("remove", [Status.CLEAR, Status.FLAGGED, Status.ALLOWED, Status.MASKED], Status.REMOVED, DESK),
    ],
)
