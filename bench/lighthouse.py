"""Lighthouse on a phone: home, category, product and checkout in Arabic and French, the median of some runs each.

    python -m bench.lighthouse [--url http://127.0.0.1:8000] [--runs 3] [--only product] [--languages ar fr]

Without --url it makes a site of its own with the sample, in a folder that goes again. Needs node with npm and Debian's
`chromium`; Lighthouse itself (npm's, release 12) is put under `var/lighthouse` once. Exit code 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tools.postgres import free_port

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "var" / "lighthouse"
RESULTS = ROOT / "bench" / "results" / "lighthouse.md"
RELEASE = "lighthouse@12"
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# What is said of a figure, how much of Lighthouse's unit makes one, and its digits.
FIGURES = {
    "first-contentful-paint": ("first paint, s", 1000, 1),
    "largest-contentful-paint": ("largest paint, s", 1000, 1),
    "interactive": ("interactive, s", 1000, 1),
    "total-blocking-time": ("blocked, ms", 1, 0),
    "cumulative-layout-shift": ("shift", 1, 3),
    "total-byte-weight": ("KiB", 1024, 0),
}
PLACES = ("home", "category", "product", "checkout")


class Missing(Exception):
    """What this machine lacks, in one sentence."""


def tools() -> tuple[str, Path, str]:
    """(node, Lighthouse's program, chromium); puts Lighthouse in its folder the first time."""
    node, npm = shutil.which("node"), shutil.which("npm")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not node or not npm:
        raise Missing("Lighthouse needs node and npm: install Debian's packages `nodejs` and `npm`.")
    if not chromium:
        raise Missing("Lighthouse needs a browser: install Debian's package `chromium`.")
    folder = Path(os.environ.get("LIGHTHOUSE_DIR", FOLDER))
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), "--no-fund", "--no-audit", "--silent", RELEASE]
        if subprocess.run(command, check=False).returncode or not program.exists():
            raise Missing(f"npm could not install {RELEASE} under {folder}.")
    return node, program, chromium


@contextlib.contextmanager
def site(given: str) -> Iterator[str]:
    """The address of a site with the sample: the given one, or one of its own as people would run it."""
    if given:
        yield given.rstrip("/")
        return
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"TWIZA_DATA_DIR": data, "TWIZA_DEV": "0", "TWIZA_SITE_URL": url, "PORT": str(port)}
        environment.pop("DATABASE_URL", None)
        process = subprocess.Popen(
            [sys.executable, "-m", "twiza.config.cli", "up", "--port", str(port)],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(url, process)
            yield url
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def wait_for(url: str, process: subprocess.Popen[bytes], patience: float = 300) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            if urllib.request.urlopen(f"{url}/healthz", timeout=5).status == 200:
                return
        time.sleep(0.5)
    raise Missing(f"No site answered at {url}.")


def places(url: str, language: str) -> tuple[dict[str, str], dict[str, str]]:
    """(the addresses by name, the headers of a visitor who has something in the basket)."""
    answer = json.load(urllib.request.urlopen(f"{url}/api/v1/products?page_size=20&language={language}"))
    jar = CookieJar()
    visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    for item in answer["items"]:
        page = f"{url}/{language}/product/{item['slug']}/"
        html = visitor.open(page).read().decode()
        _before, found, after = html.partition('name="variant" value="')
        if not found or 'name="quantity"' not in after:
            continue
        form = urlencode({"variant": after.split('"', 1)[0], "quantity": 1}).encode()
        visitor.open(urllib.request.Request(f"{url}/{language}/basket/add/", form, {"Origin": url}))
        break
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar if cookie.name != "messages")
    addresses = {
        "home": f"{url}/{language}/",
        "category": f"{url}/{language}/category/food/",
        "product": page,
        "checkout": f"{url}/{language}/checkout/",
    }
    return addresses, {"Cookie": cookies}


def audit(where: tuple[str, Path, str], address: str, headers: dict[str, str]) -> dict[str, Any]:
    """One run's report."""
    node, program, chromium = where
    with tempfile.TemporaryDirectory() as folder:
        report, sent = Path(folder) / "report.json", Path(folder) / "headers.json"
        sent.write_text(json.dumps(headers))
        command = [
            *(node, str(program), address, "--quiet", "--output=json", f"--output-path={report}"),
            f"--only-categories={','.join(TARGETS)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
            *([f"--extra-headers={sent}"] if headers else []),
        ]
        environment = os.environ | {"CHROME_PATH": chromium}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=240)
        if not report.exists():
            raise Missing(f"Lighthouse did not finish on {address}: {done.stderr.strip()[-300:]}")
        found: dict[str, Any] = json.loads(report.read_text("utf-8"))
        return found


def scores(report: dict[str, Any]) -> dict[str, float]:
    """Scores of 0 to 100, and the figures behind the first of them."""
    found = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in TARGETS}
    for name, (_said, unit, digits) in FIGURES.items():
        found[name] = round((report["audits"].get(name, {}).get("numericValue") or 0) / unit, digits)
    return found


def blamed(report: dict[str, Any]) -> list[str]:
    """The audits that cost a point, by name, with the first things they point at."""
    lines = []
    for name in TARGETS:
        for reference in report["categories"][name]["auditRefs"]:
            one = report["audits"][reference["id"]]
            if not reference["weight"] or one["score"] is None or one["score"] >= (0.9 if name == "performance" else 1):
                continue
            items = one.get("details", {}).get("items", [])[:3]
            names = (item.get("node", {}).get("snippet") or item.get("url") or item for item in items)
            what = "; ".join(str(name)[:160] for name in names)
            lines.append(f"{name}: {one['id']} ({one.get('displayValue') or one['title']}) {what}".rstrip())
    return lines


def table(rows: dict[tuple[str, str], dict[str, float]], *, machine: str) -> str:
    names = [*TARGETS, *FIGURES]
    said = [*TARGETS, *(figure[0] for figure in FIGURES.values())]
    lines = [
        "# Lighthouse on a phone",
        "",
        f"Written by `python -m bench.lighthouse` on {datetime.now(UTC):%d %B %Y}. {machine}",
        "Lighthouse's own phone: 4 times slower, 1.6 Mbit/s, 150 ms, simulated. Medians.",
        f"Targets: {', '.join(f'{name} {value}' for name, value in TARGETS.items())}.",
        "",
        f"| page | {' | '.join(said)} |",
        f"|---|{'--:|' * len(said)}",
    ]
    for (place, language), row in rows.items():
        lines.append(f"| {place}, {language} | {' | '.join(f'{row[name]:g}' for name in names)} |")
    return "\n".join(lines) + "\n"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="", help="a site that runs already, with goods in it")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=PLACES, choices=PLACES)
    parser.add_argument("--languages", nargs="*", default=["ar", "fr"], choices=["ar", "fr", "en"])
    given = parser.parse_args(argv)
    try:
        where = tools()
        rows: dict[tuple[str, str], dict[str, float]] = {}
        with site(given.url) as url:
            for language in given.languages:
                addresses, visitor = places(url, language)
                for place in given.only:
                    reports = [
                        audit(where, addresses[place], visitor if place == "checkout" else {})
                        for _run in range(max(1, given.runs))
                    ]
                    found = [scores(report) for report in reports]
                    rows[place, language] = {name: statistics.median(one[name] for one in found) for name in found[0]}
                    print(place, language, rows[place, language], flush=True)
                    for line in blamed(reports[-1]):
                        print("   ", line, flush=True)
    except Missing as missing:
        print(f"lighthouse: {missing}", file=sys.stderr)
        return 1
    version = reports[-1]["lighthouseVersion"]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, load {os.getloadavg()[0]:.1f}"
    machine += f"; Lighthouse {version}, {given.runs} runs each."
    text = table(rows, machine=machine)
    print(text)
    if set(given.only) == set(PLACES):
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(text, "utf-8")
    return int(any(row[name] < least for row in rows.values() for name, least in TARGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
