"""How often something may be done: counted in a table, so that all processes share the count."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import connection

from twiza.plumbing.models import RateCount


def within_rate(key: str, *, most: int, seconds: int, now: datetime) -> bool:
    """Count one use of the key; True while it was used at most `most` times in this window of `seconds`.

    Windows are fixed (12:00–12:05, 12:05–12:10 …). The count is part of the caller's transaction: call it before
    `atomic`, or a refusal that rolls back also forgets that it was tried.
    """
    key = f"{key}/{seconds}"
    if len(key) > 160:
        key = hashlib.sha256(key.encode()).hexdigest()
    quote, table = connection.ops.quote_name, RateCount._meta.db_table
    columns = {name: quote(name) for name in ("key", "window", "count", "at")}
    # One statement, so that no two callers can read the same count; the same words on SQLite and PostgreSQL.
    statement = (  # noqa: S608 - only our own table's and columns' names are put in
        "INSERT INTO {table} ({key}, {window}, {count}, {at}) VALUES (%s, %s, 1, %s) "
        "ON CONFLICT ({key}, {window}) DO UPDATE SET {count} = {table}.{count} + 1 RETURNING {count}"
    ).format(table=quote(table), **columns)
    with connection.cursor() as cursor:
        cursor.execute(statement, [key, int(now.timestamp()) // seconds, connection.ops.adapt_datetimefield_value(now)])
        return int(cursor.fetchone()[0]) <= most
