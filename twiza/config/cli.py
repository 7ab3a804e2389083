"""The command line: `twiza serve`, `work`, `up`, `import-catalogue`, … and Django's own commands behind it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from twiza.config.score import add_score_arguments, search_score

SAMPLE_LOADED = "load_sample"


class Stop(Exception):
    """The command ends here, with one sentence on stderr and exit code 1."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "twiza.config.settings")
    given = list(sys.argv[1:] if argv is None else argv)
    parser, own = make_parser()
    try:
        if given and not given[0].startswith("-") and given[0] not in own:
            return run_django(given, parser)
        arguments = parser.parse_args(given)
        return int(arguments.run(arguments) or 0)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run_django(given: list[str], parser: argparse.ArgumentParser) -> int:
    """A command of Django's own (migrate, shell, …)."""
    from django.core.management import execute_from_command_line, get_commands

    start()
    if given[0] not in get_commands():
        parser.error(f"there is no command {given[0]}")
    execute_from_command_line(["twiza", *given])
    return 0


def start() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Stop(f"The settings are incomplete: {error}") from None


def make_parser() -> tuple[argparse.ArgumentParser, Collection[str]]:
    """The parser, and the names of our own commands."""
    parser = argparse.ArgumentParser(prog="twiza", description="The market, from the command line.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, run: Callable[[argparse.Namespace], int | None], help: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=help, description=help)
        command.set_defaults(run=run)
        return command

    for command in (
        add("serve", serve, "Serve the site."),
        add("up", up, "Make everything ready, then run web and worker until stopped."),
    ):
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        command.add_argument("--workers", type=int, default=cores(), help="processes; one a core")

    command = add("work", work, "Run the worker: facts, letters, calendar, jobs.")
    command.add_argument("--jobs", type=int, default=2, help="how many jobs at the same time")

    command = add("import-catalogue", import_catalogue, "Import products from a CSV or XLSX file.")
    command.add_argument("file", type=Path)
    command.add_argument("--cooperative", metavar="SLUG", help="whose products; a dry run does without")
    command.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
    command.add_argument("--format", default="auto", metavar="auto|twiza|woocommerce|shopify|spree|…")
    command.add_argument("--json", action="store_true", help="print the summary alone")

    command = add("export-catalogue", export_catalogue, "Export a cooperative's products.")
    command.add_argument("--cooperative", metavar="SLUG", required=True)
    command.add_argument("--language", default="fr", choices=["ar", "fr", "en"])
    command.add_argument("--kind", default="csv", choices=["csv", "xlsx"])
    command.add_argument("--output", type=Path, help="a file; without it, the standard output")

    add("load-reference", load_reference, "Load communes, categories, designations, commission; may be repeated.")
    add("load-sample", load_sample, "Load the invented sample region; does nothing where it is loaded.")
    command = add("rebuild-index", rebuild_index, "Write anew what can be found, and this machine's index of it.")
    command.add_argument("--replica", action="store_true", help="only the index of this machine, from the rows")
    add("index", keep, "Keep this machine's index: for a machine that runs no worker.")
    add_score_arguments(add("search-score", search_score, "Measure search on judged questions, beside baselines."))
    command = add("privacy", privacy, "Take away what was kept long enough.")
    command.add_argument("what", choices=["retention"])
    command.add_argument("--dry-run", action="store_true", help="say what would go and take nothing")
    add("check", check, "Compare what must agree; exit 1 with a sentence for each difference.")
    return parser, commands.choices


def cores() -> int:
    """Those that this process may use; a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serve(arguments: argparse.Namespace) -> None:
    start()
    from django.conf import settings

    try:
        import granian  # noqa: F401
    except ImportError:
        raise Stop("granian is not installed: run `make run`, or install requirements.txt.") from None
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    # Granian answers /media itself; /static is WhiteNoise's, which has it compressed.
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    command += ["--host", arguments.host, "--port", str(arguments.port)]
    command += ["--workers", str(arguments.workers), "--blocking-threads", "2"]
    command += ["--respawn-failed-workers", "--respawn-interval", "1"]
    command += ["--static-path-route", "/media", "--static-path-mount", str(settings.MEDIA_ROOT)]
    # What lies there is called by its content, so it never changes.
    command += ["--static-path-expires", "31536000"]
    command += ["--workers-kill-timeout", "20", "twiza.config.wsgi:application"]
    os.execv(sys.executable, command)  # noqa: S606 - our own arguments, no shell


def work(arguments: argparse.Namespace) -> int:
    start()
    from twiza.plumbing.api import run_worker

    finished = run_worker(jobs=max(1, arguments.jobs))
    sys.stdout.flush()
    # A job that would not end in time is left to another worker, which puts it back.
    return 0 if finished else os._exit(0)


def up(arguments: argparse.Namespace) -> int:
    from twiza.config.up import run

    return run(host=arguments.host, port=arguments.port, workers=arguments.workers)


def progress_bar(done: int, total: int) -> None:
    """A bar on stderr; where that is no terminal, a line at each tenth."""
    if total and not sys.stderr.isatty():
        if done * 10 // total > (done - 1) * 10 // total:
            print(f"  {done}/{total}", file=sys.stderr, flush=True)
    elif total:
        filled = 40 * done // total
        sys.stderr.write(f"\r[{'█' * filled}{' ' * (40 - filled)}] {done}/{total} ")
        sys.stderr.flush()


def import_catalogue(arguments: argparse.Namespace) -> int:
    start()
    from twiza.catalog.api import FORMATS, SheetRefused, run_import
    from twiza.kernel.refusals import NotFound

    summary: dict[str, Any] = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0, "errors": []}
    refused = None
    if arguments.format not in FORMATS:
        refused = f"The format {arguments.format} is not known; known are {', '.join(FORMATS)}."
    elif not arguments.file.is_file():
        refused = f"There is no file {arguments.file}."
    elif not arguments.cooperative and not arguments.dry_run:
        refused = "Say whose products these are (--cooperative SLUG), or make a dry run (--dry-run)."
    else:
        try:
            summary = run_import(
                str(arguments.file),
                cooperative_slug=arguments.cooperative,
                dry_run=arguments.dry_run,
                now=_now(),
                format=arguments.format,
                progress=None if arguments.json else progress_bar,
            )
        except SheetRefused as error:
            refused = str(error)
        except NotFound:
            refused = f"There is no cooperative {arguments.cooperative}."
    if refused:
        summary["errors"] = [refused]
    if not arguments.json:
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
        for sentence in summary["errors"]:
            print(sentence)
        print(
            f"{summary['created']} created, {summary['changed']} changed, "
            f"{summary['unchanged']} unchanged, {summary['refused']} refused."
        )
    print(json.dumps(summary, ensure_ascii=False))
    return 1 if refused else 0


def export_catalogue(arguments: argparse.Namespace) -> None:
    start()
    from twiza.catalog.api import export_catalogue as export
    from twiza.cooperatives.api import cooperatives_for_desk
    from twiza.kernel.periods import day_of

    today = day_of(_now())
    ids = [card.id for card in cooperatives_for_desk(on=today) if card.slug == arguments.cooperative]
    if not ids:
        raise Stop(f"There is no cooperative {arguments.cooperative}.")
    if not arguments.output and arguments.kind == "xlsx" and sys.stdout.isatty():
        raise Stop("An XLSX file is not for a terminal: add --output FILE.")
    pieces = export(cooperative_id=ids[0], language=arguments.language, kind=arguments.kind)
    if not arguments.output:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    part = arguments.output.with_name(arguments.output.name + ".part")
    with part.open("wb") as file:
        for piece in pieces:
            file.write(piece)
    part.replace(arguments.output)


def load_reference(arguments: argparse.Namespace | None = None) -> None:
    start()
    from twiza.catalog.api import load_categories, load_designations
    from twiza.commission.api import load_commission_rules
    from twiza.geography.api import load_geography

    for name, load in (
        ("communes", load_geography),
        ("categories", load_categories),
        ("labels", load_designations),
        ("commission", load_commission_rules),
    ):
        load()
        print(f"  {name}: loaded")
    refill_index()


def refill_index() -> None:
    """What an upgrade or a first start finds missing among the rows that are searched."""
    from twiza.search.api import kinds_to_refill, refill

    if kinds := kinds_to_refill():
        refill(now=_now(), kinds=kinds)
        print(f"  to be found: {', '.join(kinds)}")


def load_sample(arguments: argparse.Namespace | None = None) -> None:
    load_reference()
    from twiza.config.sample import SIGN_INS
    from twiza.config.sample import load_sample as load
    from twiza.people.api import person_by_contact
    from twiza.plumbing.api import deliver, record

    found = load(now=_now(), progress=progress_bar)
    # What happened in the sample's past is known before the doors open: the index, the parts' states.
    while deliver(_now()):
        pass
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
    print("  sample: " + ", ".join(f"{number} {name}" for name, number in found.items()))
    if not sample_is_loaded():
        record(SAMPLE_LOADED, person_by_contact(phone=SIGN_INS[0].phone), actor="twiza load-sample")


def sample_is_loaded() -> bool:
    """Whether it was once loaded to the end."""
    from twiza.plumbing.api import list_audit

    return bool(list_audit(verb=SAMPLE_LOADED, page_size=1).items)


def rebuild_index(arguments: argparse.Namespace) -> None:
    start()
    from twiza.search.api import Busy, rebuild_replica, refill, request_rebuild

    if not (arguments and arguments.replica):
        written = refill(now=_now())
        print("Can be found: " + ", ".join(f"{number} {kind}" for kind, number in written.items()) + ".")
    try:
        rebuild_replica(_now())
        print("The index of this machine was built anew.")
    except Busy:
        request_rebuild()
        print("The worker builds the index of this machine anew; the old one answers until then.")


def keep(arguments: argparse.Namespace) -> None:
    start()
    import signal
    import threading

    from twiza.search.api import keep_index

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    keep_index(stop)


def privacy(arguments: argparse.Namespace) -> None:
    start()
    from twiza.privacy.api import apply_retention

    for line in apply_retention(now=_now(), dry_run=arguments.dry_run):
        print(f"{line.count:8} {line.rule.id}: {line.what}, older than {line.before:%Y-%m-%d}")
    print("Nothing was taken away." if arguments.dry_run else "Taken away.")


def check(arguments: argparse.Namespace) -> int:
    start()
    from twiza.plumbing.api import run_checks

    differences = 0
    for done in run_checks(_now()):
        print(f"{'differs' if done.differences else 'ok':8}{done.name}")
        for sentence in done.differences:
            print(f"        {sentence}")
        differences += len(done.differences)
    print("Everything agrees." if not differences else f"{differences} differences.")
    return 1 if differences else 0


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


if __name__ == "__main__":
    sys.exit(main())
