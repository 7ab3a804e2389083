"""The kinds of clocks that complaints start."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from twiza.clocks.api import name_kind

ANSWER = name_kind("complaints.answer", _("An answer to the complaint"), owed_by="cooperative")
PROMISE = name_kind("complaints.promise", _("What was promised in answer to a complaint"), owed_by="cooperative")
GRADE = name_kind("complaints.grade", _("Your word on the answer; then the complaint closes"), owed_by="buyer")
DESK = name_kind("complaints.desk", _("The word of Twiza’s desk on a complaint"), owed_by="platform")
REPORT = name_kind("complaints.report", _("A look at what was reported"), owed_by="platform")
