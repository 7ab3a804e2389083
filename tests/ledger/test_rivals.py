"""Two writers of one reference: real threads on PostgreSQL, real processes on SQLite, on a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.ledger.race import ROUNDS, WRITERS


def test_writers_who_meet_leave_one_posting_and_true_books(own_database, tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "tests.ledger.race"],
        env=os.environ
        | {
            "DATABASE_URL": own_database,
            "TWIZA_DATA_DIR": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "twiza.config.settings",
        },
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    outcome = json.loads(run.stdout.splitlines()[-1])
    assert outcome["same"] == [{"(True, True)": 1, "(False, False)": WRITERS - 1}] * ROUNDS
    assert outcome["different"] == [{"True": 1, "ReferenceReused": WRITERS - 1}] * ROUNDS
    assert outcome["reversed"] == [{"True": 1, "AlreadyReversed": WRITERS - 1}] * ROUNDS
    for number, round_ in enumerate(outcome["closed"]):
        assert round_.pop(str(10 + number)) == 1  # one of the two closed it
        assert round_.pop("closed already") == 1
        # A posting came before the closing, or went to the first open day, or met it and broke off whole.
        assert set(round_) <= {"True", "IntegrityError"}
        assert sum(round_.values()) == WRITERS - 1
    assert outcome["difference"] == 0
    assert outcome["checks"] == []
