"""The clocks of mediation."""

from django.utils.translation import gettext_lazy as _

from twiza.clocks.api import name_kind

FIRST_LOOK = name_kind("mediation.first_look", _("The association looks at the case"), owed_by="association")
ANSWER = name_kind("mediation.answer", _("The cooperative answers the proposal"), owed_by="cooperative")
ANSWER_BUYER = name_kind("mediation.answer_buyer", _("The buyer answers the proposal"), owed_by="buyer")
PROMISE = name_kind("mediation.promise", _("What was agreed is done"), owed_by="cooperative")
CONFIRM = name_kind("mediation.confirm", _("The buyer says whether it was done"), owed_by="buyer")
