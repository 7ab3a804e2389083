"""What can become of a request on personal data."""

from django.db import models

from twiza.kernel.states import StateTable, move

PERSON, DESK, SYSTEM = "person", "desk", "system"


class Kind(models.TextChoices):
    ACCESS = "access"
    RECTIFY = "rectify"
    ERASE = "erase"
    OPPOSE = "oppose"


class Status(models.TextChoices):
    ASKED = "asked"
    UNDER_WAY = "under_way"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


REQUEST = StateTable(
    "data_request",
    start=Status.ASKED,
    final=[Status.DONE, Status.REFUSED, Status.TAKEN_BACK],
    moves=[
        move("confirm", Status.ASKED, Status.UNDER_WAY, PERSON, SYSTEM, law="privacy.rectify_days"),
        move("do", [Status.ASKED, Status.UNDER_WAY], Status.DONE, SYSTEM, DESK, law="privacy.rectify_days"),
        move("refuse", Status.ASKED, Status.REFUSED, DESK, law="privacy.rectify_days"),
        move("take_back", Status.ASKED, Status.TAKEN_BACK, PERSON, SYSTEM),
    ],
)
