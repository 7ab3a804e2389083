"""A worker of its own for tests that kill it: `python -m tests.plumbing.process queue JOB KEY | ring | work`."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twiza.config.settings")
django.setup()

from django.db import transaction  # noqa: E402

from tests.plumbing import work  # noqa: E402
from twiza.plumbing.api import announce, run_worker, wire  # noqa: E402

wire({work.Rung: [work.on_rung]})
if sys.argv[1] == "queue":
    with transaction.atomic():
        for key in sys.argv[3:]:
            getattr(work, sys.argv[2]).enqueue(key=key, name=key)
elif sys.argv[1] == "ring":
    with transaction.atomic():
        announce(work.Rung())
else:
    run_worker()
