"""How long 10,000 rows take, on SQLite and on PostgreSQL: `python -m bench.import_catalogue [--rows N] [--xlsx]`.

Makes its own file (the same each time) and imports it through the function behind `twiza import-catalogue`: new, then
with every price and stock changed, then unchanged; each in a process of its own, so that the memory is its own too.
Beside it, in the same process, the physical limit: the same numbers of raw rows (products, variants, price periods,
stock moves) by `executemany` in one transaction, into tables without keys or indexes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BUDGET = {"SQLite": 15.0, "PostgreSQL": 20.0}
MOST_MEGABYTES = 300
GOODS = (
    ("thyme-honey", "Miel de thym", "عسل الزعتر"),
    ("amlou", "Amlou aux amandes", "أملو باللوز"),
    ("saffron", "Safran pur", "زعفران حر"),
    ("carpets", "Tapis noué main", "زربية معقودة باليد"),
    ("tajines", "Tajine émaillé", "طاجين مزجج"),
)


def lines(rows: int, change: int) -> list[list[str]]:
    """A catalogue as a cooperative would fill it in: three languages, texts, two variants a product now and then."""
    head = ["SKU", "Groupe", "Nom en arabe", "Nom en français", "Name in English", "Catégorie", "Prix (DH)", "Stock",
            "Contenu net", "Unité", "Poids brut (g)", "Description en français", "Description en arabe",
            "Composition en français",
            "Durée de conservation (jours)"]  # fmt: skip
    made = [head]
    for n in range(rows):
        code, french, arabic = GOODS[n % len(GOODS)]
        product = product_of(n)
        made.append([
            f"B-{n:06d}", f"bench-{product}", f"{arabic} رقم {product}", f"{french} n° {product}", f"Goods {product}",
            code, f"{20 + n % 900 + change},50", str(n % 60 + change), str(250 + 250 * (n % 2)), "g",
            str(400 + n % 300), f"{french}, récolté et préparé à la main par les femmes du douar numéro {n}.",
            f"{arabic}، تم تحضيره يدويا من طرف نساء الدوار رقم {n}.", "Cent pour cent naturel", "365",
        ])  # fmt: skip
    return made


def write(path: Path, rows: int, change: int) -> None:
    if path.suffix == ".xlsx":
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for line in lines(rows, change):
            sheet.append(line)
        book.save(path)
    else:
        import csv

        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(lines(rows, change))


def product_of(row: int) -> int:
    """Of four rows the second and the third are two variants of one product."""
    return row - row % 4 // 2


def one(path: str, rows: int) -> dict[str, Any]:
    """In a process of its own: one import and, after it, the raw limit."""
    import django

    django.setup()
    from django.utils import timezone

    from twiza.catalog.api import run_import

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, cpu = time.perf_counter(), time.process_time()
    summary = run_import(path, cooperative_slug="bench", dry_run=False, now=timezone.now())
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "seconds": seconds,
        "cpu": cpu,
        "megabytes": peak / 1024,
        "before": before / 1024,
        "raw": raw_limit(rows),
        "counts": {name: summary[name] for name in ("created", "changed", "unchanged", "refused")},
    }


def raw_limit(rows: int) -> float:
    """Seconds for the rows alone: four tables like ours without indexes, keys or Python in between."""
    from django.db import connection, transaction

    text = "x" * 60
    tables = {
        "product": [
            (n, f"bench-{n}", text, text, text, "amlou", 1, 1, 0, "draft") for n in {product_of(n) for n in range(rows)}
        ],
        "variant": [(n, n // 2, f"B-{n:06d}", text, 250, "g", 400, 9550, 10, 0) for n in range(rows)],
        "period": [(n, n, 9550, "2026-11-23", None, 0, 0, 0, 0, 0) for n in range(rows)],
        "move": [(n, n, 10, "imported", "", "2026-11-23", 0, 0, 0, 0) for n in range(rows)],
    }
    with connection.cursor() as cursor:
        for name, values in tables.items():
            columns = ", ".join(
                f"c{at} {'text' if any(isinstance(row[at], str) for row in values[:1]) else 'bigint'}"
                for at in range(10)
            )
            cursor.execute(f"CREATE TEMPORARY TABLE raw_{name} ({columns})")
        began = time.perf_counter()
        with transaction.atomic():
            for name, values in tables.items():
                cursor.executemany(f"INSERT INTO raw_{name} VALUES ({', '.join(['%s'] * 10)})", values)
        return time.perf_counter() - began


def prepare() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from twiza.catalog.api import load_categories
    from twiza.cooperatives.api import Cooperative
    from twiza.geography.api import find_communes, load_geography

    call_command("migrate", verbosity=0)
    load_geography()
    load_categories()
    if not Cooperative.objects.filter(slug="bench").exists():
        Cooperative.objects.create(
            slug="bench", names={"fr": "Coopérative du banc d’essai"}, commune_id=find_communes("Safi")[0].code
        )


def measure(database: str, environment: dict[str, str], rows: int, suffix: str) -> bool:
    good = True
    with tempfile.TemporaryDirectory() as folder:
        environment = environment | {"TWIZA_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "twiza.config.settings"}

        def run(*arguments: str) -> str:
            command = [sys.executable, "-m", "bench.import_catalogue", *arguments]
            return subprocess.run(
                command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
            ).stdout

        run("--prepare")
        for number, what in enumerate(("new", "every price and stock changed", "unchanged")):
            path = Path(folder) / f"catalogue-{number}{suffix}"
            write(path, rows, min(number, 1))
            found = json.loads(run("--one", str(path), "--rows", str(rows)).splitlines()[-1])
            seconds, counts = found["seconds"], {k: n for k, n in found["counts"].items() if n}
            within = seconds <= BUDGET[database] and found["megabytes"] < MOST_MEGABYTES
            good &= within or rows > 10_000
            speed = f"{seconds:6.2f} s (cpu {found['cpu']:5.2f} s)  {rows / seconds:6.0f} rows/s"
            memory = f"{found['megabytes']:4.0f} MB (was {found['before']:3.0f})"
            limit = f"raw {found['raw']:5.2f} s  ratio {seconds / found['raw']:5.1f}"
            print(
                f"{database:<10} {suffix[1:]:<4} {what:<29} {speed}  {memory}  {limit}  {counts}",
                "ok" if within else "OVER BUDGET",
                flush=True,
            )
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--xlsx", action="store_true", help="the file as XLSX instead of CSV")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--prepare", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.prepare:
        prepare()
        return 0
    if arguments.one:
        print(json.dumps(one(arguments.one, arguments.rows)))
        return 0
    suffix = ".xlsx" if arguments.xlsx else ".csv"
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    good = True
    if arguments.only != "postgresql":
        good &= measure("SQLite", environment, arguments.rows, suffix)
    if arguments.only != "sqlite":
        from tools.postgres import server

        with server() as url:
            good &= measure("PostgreSQL", environment | {"DATABASE_URL": url}, arguments.rows, suffix)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
