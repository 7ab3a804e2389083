"""Rows into a table as fast as the database takes them: one prepared statement, no objects of the mapper in between.

`bulk_create` spends most of an import building SQL text. Constraints, defaults of the tables and foreign keys are the
database's as always; defaults of the models are the caller's business, since every column is given.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, models
from django.db.models import Max


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids that nobody else will get. Call it in the transaction that inserts them."""
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]
        # SQLite has one writer, and our transactions take its lock as they begin: what is the last id stays so.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    first = max(last, found[0] if found else 0) + 1
    return list(range(first, first + count))


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows as tuples in the order of `columns` (attribute names: `product_id`, `names`)."""
    names, values = _prepared(model, columns, rows)
    if not values:
        return
    table, places = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        # Only names of our own models are put into the text; the values travel as parameters.
        cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", values)  # noqa: S608


def update(model: type[models.Model], changes: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """(id, {column: value}): each row gets its own columns and no others, so nobody's other change is undone."""
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for pk, columns in changes:
        names = tuple(sorted(columns))
        alike[names].append((*(columns[name] for name in names), pk))
    table = connection.ops.quote_name(model._meta.db_table)
    for chosen, rows in alike.items():
        (*names_set, key), values = _prepared(model, (*chosen, "id"), rows)
        settings = ", ".join(f"{name} = %s" for name in names_set)
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {settings} WHERE {key} = %s", values)  # noqa: S608


def _prepared(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Quoted names of the columns, and the rows as the database's driver takes them."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[column] for column in columns]
    adapt = [_adapter(field) for field in chosen]
    names = [connection.ops.quote_name(field.column or field.attname) for field in chosen]
    return names, [
        tuple(make(value) if make and value is not None else value for make, value in zip(adapt, row, strict=True))
        for row in rows
    ]


def insert_models(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Unsaved instances, with every column as it stands on them, their ids too."""
    columns = [field.attname for field in model._meta.concrete_fields]
    insert(model, columns, ([row.__dict__[column] for column in columns] for row in rows))


def _adapter(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, models.JSONField):
        return _as_json
    if isinstance(field, models.DateTimeField):
        seen: dict[datetime, Any] = {}  # an import knows few moments
        return lambda value: seen.get(value) or seen.setdefault(value, connection.ops.adapt_datetimefield_value(value))
    if isinstance(field, models.DateField):
        return _as_date
    return None


def _as_json(value: Any) -> str:
    return json.dumps(value)


def _as_date(value: date) -> Any:
    return connection.ops.adapt_datefield_value(value)
