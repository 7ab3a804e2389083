from __future__ import annotations

import tomllib

from django.conf import settings
from django.db import transaction

from twiza.commission.models import CommissionRule

FILE = "commission/rules.toml"


@transaction.atomic
def load_commission_rules() -> int:
    """The house's first rules, of `data/commission/rules.toml`, where there are none at all; how many there are now.

    Repeatable. Later rules are entered at the desk, so that no past day ever gets another rule.
    """
    if not CommissionRule.objects.exists():
        sheet = tomllib.loads((settings.ROOT / "data" / FILE).read_text("utf-8"))
        CommissionRule.objects.bulk_create(CommissionRule(**row) for row in sheet["rule"])
    return CommissionRule.objects.count()
