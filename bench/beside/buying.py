"""What buyers do: into the basket, to the last step, the order; fifty at once for twenty pieces."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

from bench.beside.browser import Browser
from bench.beside.sites import Site


def add_ours(site: Site) -> Callable[[int], None]:
    def act(turn: int) -> None:
        paths = site.paths["product"]
        browser = Browser(site.port)
        page = browser.get(paths[turn % len(paths)])
        status, _where, html = browser.send(page, "variant")
        if status != 200:
            raise RuntimeError(f"{status}: {html[:120]}")

    return act


def add_peer(site: Site) -> Callable[[int], None]:
    def act(turn: int) -> None:
        from bench.beside.peer.buyers import add

        paths = site.paths["product"]
        add(Browser(site.port), paths[turn % len(paths)])

    return act


def last_step_ours(browser: Browser, address: str) -> tuple[int, str, str]:
    """From an empty basket to the page whose button places the order."""
    browser.send(browser.get(address), "variant")
    page = browser.send(
        browser.get("/fr/checkout/"), "recipient", recipient="Salma Bennani", phone="0661234567", commune="Marrakech",
        quarter="Douar Tidzi",
    )  # fmt: skip
    if "checkout/delivery" not in page[1]:
        raise RuntimeError(f"the address was refused: {page[1]} {re.findall('error[^<]*<[^<]*', page[2])[:2]}")
    way = re.search(r'name="(way-\d+)"', page[2])
    if way is None:
        raise RuntimeError("nobody brings it there")
    return browser.send(page, way[1])


def place_ours(browser: Browser, page: tuple[int, str, str]) -> tuple[bool, int]:
    status, where, _html = browser.send(page, "total", terms="on")
    return status == 200 and "/orders/" in where, status


def checkout(site: Site) -> Callable[[int], None]:
    def act(turn: int) -> None:
        paths = site.paths["product"]
        browser, address = Browser(site.port), paths[turn % len(paths)]
        if site.name == "twiza":
            done, _status = place_ours(browser, last_step_ours(browser, address))
        else:
            from bench.beside.peer.buyers import place, to_last_step

            done = place(browser, to_last_step(browser, address))
        if not done:
            raise RuntimeError("no order")

    return act


def rush(site: Site, people: int = 50) -> dict[str, int]:
    """Fifty buyers press the last button at the same time, for twenty pieces."""
    from bench.beside.peer.buyers import place, to_last_step

    ready = list[tuple[Browser, Any]]()
    address = site.paths["product 0"][0]
    result = {"ready": 0, "orders": 0, "refused": 0, "errors": 0}
    for _n in range(people):
        browser = Browser(site.port)
        try:
            last_step = last_step_ours if site.name == "twiza" else to_last_step
            ready.append((browser, last_step(browser, address)))
        except (RuntimeError, LookupError):
            result["refused"] += 1  # a page said so before the last step
    result["ready"] = len(ready)
    gate, lock = threading.Barrier(max(1, len(ready))), threading.Lock()

    def press(browser: Browser, page: Any) -> None:
        gate.wait()
        try:
            if site.name == "twiza":
                done, status = place_ours(browser, page)
            else:
                done, status = place(browser, page), 200
            how = "orders" if done else "errors" if status >= 500 else "refused"
        except Exception:  # noqa: BLE001 - counted
            how = "errors"
        with lock:
            result[how] += 1

    threads = [threading.Thread(target=press, args=one) for one in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return result
