"""What every context may use of the plumbing.

Facts      `announce` in a transaction; `wire`, `deliver` are for config and worker.
Letters    `queue_letter(reference=...)`: once per reference, sent by the worker; before each goes, `on_sending`'s hook
           says its `Manner`: withheld, or with which footer and headers.
Persons    `personal_data(contacts=…)`, `forget_contacts(contacts=…, names=…, about=…, now=…)`: letters and counts;
           `drop_file` takes a stored file away.
Files      `store_file`, `open_file`, `file_card`; pictures: `image_set`, `image_sets`, `take_in_image` (before the
           transaction: it takes a second).
Jobs       `@job(retries=5)` → `.enqueue(key=None, after=None, **json)`; `@every("5 minutes" | "03:00" |
           "friday 03:00")`. Put both into the context's `jobs.py`, which the worker finds by itself. A function's
           parameters `now` and `run_id` are filled in by the worker. Jobs are atomic unless they say
           `atomic=False`; only those can show `report_progress`.
Rates      `within_rate` counts inside the caller's transaction: call it before `atomic`. `may_ask` counts in the memory
           of this process: for pages that must not write.
Checks     `@checked("stock holds agree")` on a function of `now` that gives sentences; `twiza check` runs them.
"""

from twiza.plumbing.actions.empty_letters import empty_letters
from twiza.plumbing.actions.forget_contacts import forget_contacts
from twiza.plumbing.actions.retry_delivery import retry_delivery
from twiza.plumbing.actions.retry_job import retry_job
from twiza.plumbing.actions.retry_letter import retry_letter
from twiza.plumbing.asking import may_ask
from twiza.plumbing.audit import record
from twiza.plumbing.background import Job, job, report_progress
from twiza.plumbing.calendar import every
from twiza.plumbing.checks import Checked, checked, run_checks
from twiza.plumbing.discovery import discover
from twiza.plumbing.facts import announce, announce_all, deliver, wire
from twiza.plumbing.files import drop_file, open_file, store_file
from twiza.plumbing.heartbeat import workers_alive
from twiza.plumbing.images import ImageSet, clean_picture, image_set, image_sets, take_in_image
from twiza.plumbing.letters import Manner, on_sending, queue_letter
from twiza.plumbing.personal import personal_data
from twiza.plumbing.queries import (
    AuditCard,
    Backlog,
    CalendarCard,
    DeliveryCard,
    FileCard,
    JobCard,
    LetterCard,
    Page,
    WorkerCard,
    audit_of,
    facts_backlog,
    file_card,
    job_card,
    letter_card,
    letters_backlog,
    list_audit,
    list_calendar,
    list_deliveries,
    list_jobs,
    list_letters,
    list_workers,
)
from twiza.plumbing.rates import within_rate
from twiza.plumbing.worker import beside_worker, run_due, run_worker

__all__ = [
    "AuditCard",
    "Backlog",
    "CalendarCard",
    "Checked",
    "DeliveryCard",
    "FileCard",
    "ImageSet",
    "Job",
    "JobCard",
    "LetterCard",
    "Manner",
    "Page",
    "WorkerCard",
    "announce",
    "announce_all",
    "audit_of",
    "beside_worker",
    "checked",
    "clean_picture",
    "deliver",
    "discover",
    "drop_file",
    "empty_letters",
    "every",
    "facts_backlog",
    "file_card",
    "forget_contacts",
    "image_set",
    "image_sets",
    "job",
    "job_card",
    "letter_card",
    "letters_backlog",
    "list_audit",
    "list_calendar",
    "list_deliveries",
    "list_jobs",
    "list_letters",
    "list_workers",
    "may_ask",
    "on_sending",
    "open_file",
    "personal_data",
    "queue_letter",
    "record",
    "report_progress",
    "retry_delivery",
    "retry_job",
    "retry_letter",
    "run_checks",
    "run_due",
    "run_worker",
    "store_file",
    "take_in_image",
    "wire",
    "within_rate",
    "workers_alive",
]
