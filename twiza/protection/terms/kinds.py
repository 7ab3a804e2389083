"""The clocks of protection: what is owed until when, and by whom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from twiza.clocks.api import name_kind

DELIVERY = name_kind("protection.delivery", _("The parcel is to arrive"), owed_by="cooperative")
RESCISSION = name_kind("protection.rescission", _("The late parcel may be given up"), owed_by="buyer")
REFUND = name_kind("protection.refund", _("The money is to be back with the buyer"), owed_by="cooperative")
RETURN = name_kind(
    "protection.return", _("The goods come back; on this day the refund is made anyway"), owed_by="buyer"
)
CLAIM = name_kind("protection.claim", _("The claim under the guarantee is to be answered"), owed_by="cooperative")
APPEAL = name_kind("protection.appeal", _("The denied claim may be taken further"), owed_by="buyer")
REPAIR = name_kind("protection.repair", _("The repair is to be done"), owed_by="cooperative")
REPLACEMENT = name_kind("protection.replacement", _("The replacement is to arrive"), owed_by="cooperative")


def subject(part_number: str) -> str:
    """Under which the clocks of a part are filed."""
    return f"part:{part_number}"
