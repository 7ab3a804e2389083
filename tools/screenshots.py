"""The pictures of the documents: `make run` in one window, `make screenshots` in another."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SITE = os.environ.get("TWIZA_SITE", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PHONE, DESKTOP = {"width": 360, "height": 720}, {"width": 1180, "height": 760}
FATIMA, NADIA, SALMA = "0661000002", "0661000001", "0661000004"
# name, language, window, who signs in, address (a link of the page before it, where it begins with "a[")
SHOTS = (
    ("home-ar", "ar", PHONE, "", ["/"]),
    ("product-ar", "ar", PHONE, "", ["/search/?q=أركان", "main a[href*='/product/']"]),
    ("order-ar", "ar", PHONE, SALMA, ["/orders/", "main a[href*='/orders/TW-']"]),
    ("workshop-ar", "ar", PHONE, FATIMA, ["/workshop/", "main a[href*='tifawin']"]),
    ("desk-fr", "fr", DESKTOP, NADIA, ["/desk/"]),
    ("region-fr", "fr", DESKTOP, "", ["/regions/marrakech-safi/"]),
)


def sign_in(page: Page, language: str, phone: str) -> None:
    page.goto(f"{SITE}/{language}/account/login/code/")
    page.fill("main form[method=post] input[type=tel], main form[method=post] input[type=text]", phone)
    page.click("main form[method=post] button[type=submit]")
    page.wait_for_url("**/confirm/**")
    time.sleep(2)
    letters = urllib.request.urlopen(f"{SITE}/dev/letters?to=%2B212{phone[1:]}&language=en").read().decode()
    text = re.sub(r"<[^>]+>", " ", letters.split("<main", 1)[-1]).replace(phone[1:], "")
    code = re.search(r"\b(\d{6})\b", text)
    if code is None:
        raise SystemExit(f"No code was sent to {phone}.")
    page.fill("input[name=code]", code[1])
    with page.expect_navigation():
        page.click("main form[method=post] button[type=submit]")


def take(browser: Browser, name: str, language: str, size: dict[str, int], phone: str, way: list[str]) -> None:
    page = browser.new_context(viewport=size, locale=language, device_scale_factor=1).new_page()  # type: ignore[arg-type]
    if phone:
        sign_in(page, language, phone)
    for step in way:
        if step.startswith("/"):
            page.goto(f"{SITE}/{language}{step}")
        else:
            with page.expect_navigation():
                page.click(step)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"  {name}")


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium on this machine: install Debian's package `chromium`.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for shot in SHOTS:
            take(browser, *shot)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
