"""Roles, kinds, limits and refusals of conversations; `outside.py` finds what leads outside the market."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal

MOST_TEXT = 4000
MOST_PHOTOS = 6
MOST_PHOTO_BYTES = 12 * 2**20
MOST_VOICE_BYTES = 6 * 2**20  # ten minutes and more, as phones record speech
BURST, BURST_TIME = 12, timedelta(minutes=10)  # of one side in one thread
UNANSWERED, UNANSWERED_TIME = 30, timedelta(days=1)  # of one side, while nobody else says anything
OF_AUTHOR, OF_AUTHOR_TIME = 60, timedelta(hours=1)  # of one person, in all her threads
LETTER_EACH = timedelta(hours=1)  # at most one letter a thread and side in this time


class Role(models.TextChoices):
    BUYER = "buyer", _("Buyer")
    COOPERATIVE = "cooperative", _("Cooperative")
    ADVISER = "adviser", _("Adviser of the association")
    DESK = "desk", _("Twiza")
    SYSTEM = "system", _("Automatic message")


class FlagKind(models.TextChoices):
    PHONE = "phone", _("Phone number")
    EMAIL = "email", _("E-mail address")
    LINK = "link", _("Link")
    CONTACT = "contact", _("Other messenger")
    PAYMENT = "payment", _("Payment outside the market")


class FileKind(models.TextChoices):
    PHOTO = "photo"
    VOICE = "voice"


class RemovalReason(models.TextChoices):
    """Why the desk removed a message; both sides read it in its place."""

    ABUSE = "abuse", _("insults or threats")
    OUTSIDE_PAYMENT = "outside_payment", _("an attempt to be paid outside the market")
    PRIVATE = "private", _("somebody's personal data")
    FRAUD = "fraud", _("deceit")
    ADVERTISING = "advertising", _("advertising")
    UNLAWFUL = "unlawful", _("content against the law")


class NothingSaid(Refusal):
    sentence = _("Write something, or add a photo or a voice note.")
    field = "text"


class TooLong(Refusal):
    sentence = _("A message holds %(most)s signs at most. Send the rest in a second one.")
    field = "text"


class TooManyMessages(Refusal):
    sentence = _("You have sent many messages in a short time. Wait for an answer, then write again.")
    field = "text"


class TooManyPhotos(Refusal):
    sentence = _("A message holds %(most)s photos at most.")
    field = "photos"


class ThreadClosed(Refusal):
    sentence = _("This conversation is closed: nothing can be added to it.")
    field = "text"


class FileTooBig(Refusal):
    sentence = _("This file is bigger than %(most)s MB. Send a smaller one: videos are not taken, photos are.")
    field = "photos"


class NotAVoiceNote(Refusal):
    sentence = _("This file is not a voice note that we can read. Send an OGG, WebM, M4A, MP3 or WAV recording.")
    field = "voice"


class UnknownFile(Refusal):
    """The file was never taken in by `take_in_photo` or `take_in_voice`."""

    sentence = _("This file was not received. Send it again.")
    field = "photos"
