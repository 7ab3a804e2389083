"""The parts of a price, in the order they are shown: first what reaches the members."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATED = ("work", "materials", "packaging", "share")  # the cooperative says them
TAKEN = ("commission", "commission_vat", "vat")  # the platform and the State take them
PART_LABELS: Mapping[str, Promise | str] = {
    "work": _("The members: their work, and what they bring"),
    "materials": _("Materials bought"),
    "packaging": _("Packaging"),
    "share": _("The cooperative's share: its costs and reserves"),
    "commission": _("Commission of the platform"),
    "commission_vat": _("VAT on the commission"),
    "vat": _("VAT of the goods"),
}
