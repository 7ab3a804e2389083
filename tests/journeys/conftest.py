"""The whole house, started as a newcomer starts it, and a real browser in front of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tools.postgres import free_port

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--no-first-run", "--disable-sync"]
PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Site:
    url: str
    data: Path

    def twiza(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"TWIZA_DATA_DIR": str(self.data), "TWIZA_DEV": "1"}
        environment.pop("DATABASE_URL", None)
        return subprocess.run(
            [sys.executable, "-m", "twiza.config.cli", *command],
            env=environment,
            cwd=ROOT,
            text=True,
            capture_output=True,
            check=False,
        )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`twiza up` on a free port with an empty data folder: migrations, sample, web and worker.

    `TWIZA_SITE=http://127.0.0.1:8000 TWIZA_DATA_DIR=var` walks a site that runs already.
    """
    if running := os.environ.get("TWIZA_SITE"):
        yield Site(running, Path(os.environ["TWIZA_DATA_DIR"]))
        return
    data, port = tmp_path_factory.mktemp("site"), free_port()
    log = (data / "log").open("wb")
    environment = os.environ | {"TWIZA_DATA_DIR": str(data), "PORT": str(port), "TWIZA_DEV": "1"}
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "twiza.config.cli", "up", "--port", str(port)],
        env=environment,
        cwd=ROOT,
        stdout=log,
        stderr=log,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            try:
                if urllib.request.urlopen(f"{url}/healthz", timeout=5).status == 200:
                    break
            except OSError:
                pass
            if process.poll() is not None:
                pytest.fail((data / "log").read_text()[-3000:])
            time.sleep(0.25)
        yield Site(url, data)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        log.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install Debian's package `chromium` to walk the journeys")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[object]:
    """`visit("ar", PHONE)`: a new visitor; a page error or a message on the console fails the test."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def complain(said: ConsoleMessage) -> None:
        # A form refused on purpose (422) is told on the console too: that is no trouble.
        if said.type == "error" and "status of 4" not in said.text:
            troubles.append(f"{said.location}: {said.text}")

    def stay_at_home(asked: Request) -> None:
        if not asked.url.startswith((site.url, "data:")):
            troubles.append(f"third party: {asked.url}")

    def open_page(language: str = "ar", size: dict[str, int] = PHONE, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport=size,
            locale={"ar": "ar-MA", "fr": "fr-MA", "en": "en-GB"}[language],
            java_script_enabled=javascript,
            base_url=site.url,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.on("console", complain)
        page.on("request", stay_at_home)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def code_sent_to(site: Site, phone: str) -> str:
    """The newest one-time code on the letters page for a number, as the newcomer reads it."""
    return newest_letter(site, phone, r"\b(\d{6})\b")


def newest_letter(site: Site, phone: str, wanted: str) -> str:
    """What the newest message to a number says, once the worker has written it."""
    for _ in range(80):
        answer = (
            urllib.request.urlopen(f"{site.url}/dev/letters?to=%2B{phone.removeprefix('+')}&language=en")
            .read()
            .decode()
        )
        words = re.sub(r"<[^>]+>", " ", answer.split("<main", 1)[-1]).replace(phone, "")
        if found := re.search(wanted, words):
            return found[1]
        time.sleep(0.25)
    raise AssertionError(f"nothing of {wanted} was sent to {phone}")
