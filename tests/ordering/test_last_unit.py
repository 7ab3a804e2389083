"""The last one is sold once, and a basket is ordered once, however many want it at the same moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.ordering.race import BUYERS, CLICKS, ROUNDS


def test_two_hundred_buyers_one_order_and_sixteen_clicks_one_order(own_database, tmp_path):
    environment = os.environ | {"DATABASE_URL": own_database, "TWIZA_DATA_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.ordering.race"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "twiza.config.settings"},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    outcome = json.loads(run.stdout.splitlines()[-1])
    assert outcome["last_one"] == [{"order": 1, "StockGone": BUYERS - 1}] * ROUNDS
    assert outcome["clicks"] == [[{"order": CLICKS}, 1, CLICKS - 1]] * ROUNDS
    assert outcome["differences"] == []
