"""Overselling is impossible: real threads on PostgreSQL, real processes on SQLite, each on a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.catalog.race import BUYERS, ROUNDS


def test_fifty_buyers_want_the_last_one(own_database, tmp_path):
    environment = os.environ | {"DATABASE_URL": own_database, "TWIZA_DATA_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.catalog.race"],
        env=environment | {"DJANGO_SETTINGS_MODULE": "twiza.config.settings"},
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    outcome = json.loads(run.stdout.splitlines()[-1])
    assert outcome["last_one"] == [{"held": 1, "out": BUYERS - 1}] * ROUNDS
    assert outcome["crosswise"] == [{"held": 10, "out": BUYERS - 10}] * ROUNDS
    assert outcome["differences"] == []
