from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Labels = Mapping[str, Promise | str]

STATUS_LABELS: Labels = {
    "waiting": pgettext_lazy("transfer", "Waiting"),
    "parked": pgettext_lazy("transfer", "Parked: wrong account number"),
    "released": pgettext_lazy("transfer", "Released by two"),
    "sent": pgettext_lazy("transfer", "At the bank"),
    "paid": pgettext_lazy("transfer", "Paid"),
    "failed": pgettext_lazy("transfer", "Failed"),
    "returned": pgettext_lazy("transfer", "Came back"),
}
BATCH_LABELS: Labels = {
    "composed": pgettext_lazy("batch", "Waits for a second person"),
    "released": pgettext_lazy("batch", "Released: give it to the bank"),
    "sent": pgettext_lazy("batch", "At the bank"),
    "dropped": pgettext_lazy("batch", "Dropped"),
}
KIND_LABELS: Labels = {
    "payout": _("Payout to a cooperative"),
    "refund": _("Refund to a buyer"),
}
# What the desk may say by hand that an entry is.
PURPOSES: Labels = {
    "fees": _("Fees or interest of the bank"),
    "owner": _("Own money put in or taken out by who runs the market"),
    "between": _("Between two of our own accounts"),
    "transfer": _("A transfer of ours that the bank carried out"),
    "returned": _("A transfer of ours that came back"),
}
# Who else explains entries writes a purpose of its own; the word of each is ours.
PURPOSE_LABELS: Labels = {
    **PURPOSES,
    "payment": _("A buyer's payment"),
    "card-batch": _("What an acquirer paid for cards"),
    "courier": _("An amount settled with a carrier"),
    "remittance": _("The money of a carrier's slip"),
}
ACCOUNT_OF = {"fees": "platform:bank_fees", "owner": "platform:owner"}
