from __future__ import annotations

from django.db import transaction
from django.db.models import F

from twiza.search.models import Counter, Entry

AT_ONCE = 2_000


def number_rows() -> int:
    """Give the changed rows a revision, 2,000 at a time under one; returns the last revision given.

    A sequence would show gaps and late commits. Here whoever numbers holds the counter's row until its numbers are
    visible, so that revisions become visible in their order; rows that somebody is just writing wait for the next turn.
    """
    while Entry.objects.filter(revision=None).exists():
        if _number() < AT_ONCE:
            break
    return last_revision()


def last_revision() -> int:
    return Counter.objects.filter(name="entries").values_list("revision", flat=True).first() or 0


@transaction.atomic
def _number() -> int:
    # The update locks the row on PostgreSQL, as beginning to write does on SQLite.
    if not Counter.objects.filter(name="entries").update(revision=F("revision") + 1):
        Counter.objects.get_or_create(name="entries", defaults={"revision": 1})
    revision = last_revision()
    unnumbered = Entry.objects.filter(revision=None).select_for_update(skip_locked=True).order_by("pk")
    ids = list(unnumbered.values_list("pk", flat=True)[:AT_ONCE])
    return Entry.objects.filter(pk__in=ids).update(revision=revision)


@transaction.atomic
def sweep_gravestones(keep: int) -> int:
    """Take away gravestones `keep` revisions old, and note how far: a replica that was not there begins anew."""
    until = last_revision() - keep
    old = Entry.objects.filter(gone=True, revision__lte=until)
    if until <= 0 or not old.exists():
        return 0
    Counter.objects.filter(name="entries").update(swept=until)
    return old.delete()[0]
