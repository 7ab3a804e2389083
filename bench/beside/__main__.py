"""The shop beside django-oscar and beside the limits of this machine: `python -m bench.beside [--products 10000]`.

Both shops hold the same number of goods in PostgreSQL and are served by granian with the same workers and threads. Each
operation is a closed loop: `wrk` with 8 connections for pages, buyers that read and send the pages' own forms for
baskets and orders. Figures are medians of repeated rounds, taken by turns; what counts are the ratios of one run.
Limits: a constant page of 20 kB behind our middleware, a view with four indexed queries and a template, nginx with a
file. Where a target of the issue is missed, the line says so; the exit code too.

    --products 10000 100000   sizes of the catalogue, one after the other
    --workers 1 2             web processes
    --seconds 4 --rounds 3    of each loop
    --only product search …   operations
    --no-peer                 without django-oscar
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.beside.addresses import our_paths, peer_paths
from bench.beside.buying import add_ours, add_peer, checkout, rush
from bench.beside.loops import CONNECTIONS, Loop, buyers, median, once, wrk
from bench.beside.sites import BIN, PEER_VENV, ROOT, Site, nginx_file, our_site, peer_site
from tools.postgres import server

# What the issue asks for, as (operation, beside what, ratio). Peer ratios are of requests a second.
TARGETS = (
    ("product", "constant", 0.7), ("category", "constant", 0.7), ("home", "constant", 0.7),
    ("product cold", "four queries", 0.8), ("category cold", "four queries", 0.8), ("home cold", "four queries", 0.8),
    ("product cold", "peer", 4.0), ("category cold", "peer", 4.0),
    ("search cold", "peer", 10.0), ("add to basket", "peer", 5.0), ("checkout", "peer", 10.0),
)  # fmt: skip
SUGGESTIONS_A_SECOND = 800
SEARCH_P99_MS = 60.0
MEGABYTES_A_WORKER = 120.0


def build_peer_venv() -> bool:
    wanted_file = str(ROOT / "bench" / "beside" / "peer" / "requirements.txt")
    wanted = Path(wanted_file).read_text()
    stamp = PEER_VENV / "stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return True
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(PEER_VENV)], check=True)
    done = subprocess.run(
        [str(PEER_VENV / "bin" / "pip"), "install", "-q", "--require-hashes", "-r", wanted_file],
        cwd=ROOT, check=False,
    )  # fmt: skip
    if done.returncode:
        print("• SKIPPED: django-oscar could not be installed, so there is no peer to stand beside.")
        return False
    stamp.write_text(wanted)
    return True


def mark(held: bool) -> str:
    return "ok    " if held else "MISSED"


def run(command: list[str], env: dict[str, str], cwd: Path = ROOT) -> float:
    began = time.monotonic()
    subprocess.run(command, env=os.environ | env, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


class Table:
    def __init__(self, options: argparse.Namespace, products: int, workers: int, folder: str) -> None:
        self.options, self.products, self.workers, self.folder = options, products, workers, folder
        self.rows: dict[str, dict[str, Loop]] = {}

    def wants(self, name: str) -> bool:
        only = self.options.only
        return not only or any(word in name for word in only)

    def take(self, name: str, who: str, once: Callable[[], Loop]) -> None:
        if self.wants(name) or name in ("constant", "four queries"):
            self.rows.setdefault(name, {})[who] = found = median([once() for _n in range(self.options.rounds)])
            bad = f", {found.errors} errors" if found.errors else ""
            print(
                f"  {name:22} {who:13} {found.rate:9,.1f}/s  p50 {found.p50:7.1f} ms  p99 {found.p99:7.1f} ms{bad}",
                flush=True,
            )

    def get(self, site: Site, name: str, paths: list[str], who: str = "twiza", *, warm: bool = False) -> None:
        if warm and self.wants(name):
            once(site.port, paths)
        self.take(name, who, lambda: wrk(site.port, paths, self.options.seconds, self.folder))

    def rate(self, name: str, who: str) -> float:
        return self.rows.get(name, {}).get(who, Loop(0, 0, 0)).rate

    def verdicts(self) -> bool:
        """Each target, kept or missed and by how much; the peer is compared with what we do cold."""
        kept = True
        print("\n  against the targets:")
        for name, beside, ratio in TARGETS:
            plain = name.removesuffix(" cold")
            ours = self.rate(name, "twiza") or self.rate(plain, "twiza") * (beside == "peer")
            other = self.rate(plain, "django-oscar") if beside == "peer" else self.rate(beside, "twiza")
            if ours and other:
                got = ours / other
                kept &= got >= ratio
                print(f"  {mark(got >= ratio)} {name:18} {got:7.2f} × {beside} (wanted {ratio})")
        return kept


def measure(table: Table, url: str, data: str, peer: tuple[str, str] | None) -> bool:
    options, workers = table.options, table.workers
    paths, kept = our_paths(url, data), True
    with our_site(url, data, workers, cache=True) as site:
        site.paths = paths
        table.get(site, "constant", ["/dev/constant-20k"])
        table.get(site, "four queries", ["/dev/four-queries"])
        for name in ("home", "product", "category", "category, deep", "search", "suggest"):
            table.get(site, name, paths[name], warm=True)
        table.take("add to basket", "twiza", lambda: buyers(4, options.seconds, add_ours(site)))
        table.take("checkout", "twiza", lambda: buyers(4, options.seconds * 2, checkout(site)))
        if table.wants("rush"):
            result = rush(site)
            exact = result["orders"] == 20 and result["errors"] == 0
            kept &= exact
            print(f"  {mark(exact)} 50 buyers for 20 pieces at twiza: {result}")
        memory = site.memory()
        fits = memory <= MEGABYTES_A_WORKER
        kept &= fits
        print(f"  {mark(fits)} memory of a web worker: {memory:.0f} MB (wanted {MEGABYTES_A_WORKER:.0f})")
    with our_site(url, data, workers, cache=False) as site:
        for name in ("home", "product", "category", "category, deep", "search"):
            table.get(site, f"{name} cold", paths[name])
    if peer:
        with peer_site(peer[0], peer[1], workers) as site:
            site.paths = peer_paths(table.products, site.port)
            for name in ("home", "product", "category", "all, page 1", "all, page 100", "search"):
                table.get(site, name, site.paths[name], "django-oscar")
            table.take("add to basket", "django-oscar", lambda: buyers(4, options.seconds, add_peer(site)))
            table.take("checkout", "django-oscar", lambda: buyers(4, options.seconds * 2, checkout(site)))
            if table.wants("rush"):
                print(f"         50 buyers for 20 pieces at django-oscar: {rush(site)}")
            print(f"         memory of its worker: {site.memory():.0f} MB")
    with nginx_file(table.folder) as port:
        if port:
            table.take("nginx, a file", "nginx", lambda: wrk(port, ["/file.html"], options.seconds, table.folder))
    kept &= table.verdicts()
    if loop := table.rows.get("suggest", {}).get("twiza"):
        held = loop.rate >= SUGGESTIONS_A_SECOND
        kept &= held
        print(f"  {mark(held)} suggest {loop.rate:,.0f}/s (wanted {SUGGESTIONS_A_SECOND})")
    if loop := table.rows.get("search cold", {}).get("twiza"):
        held = loop.p99 <= SEARCH_P99_MS
        kept &= held
        print(f"  {mark(held)} search p99 {loop.p99:.0f} ms (wanted {SEARCH_P99_MS:.0f})")
    return kept


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--products", type=int, nargs="+", default=[10_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1])
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        print("• SKIPPED: no wrk on this machine: `sudo apt-get install wrk`.")
        return 0
    kept = True
    with_peer = not options.no_peer and build_peer_venv()
    for products in options.products:
        with server() as url, server() as peer_url, tempfile.TemporaryDirectory(prefix="twiza-bench-") as folder:
            data, peer_data = f"{folder}/twiza", f"{folder}/peer"
            Path(peer_data).mkdir()
            env = {"DATABASE_URL": url, "TWIZA_DATA_DIR": data, "DJANGO_SETTINGS_MODULE": "twiza.config.settings"}
            took = run([sys.executable, "-m", "bench.beside.market", str(products)], env)
            index = run([str(BIN / "twiza"), "rebuild-index"], env)
            print(f"\n{products:,} products: ours in {took:.0f} s, index {index:.0f} s", end="", flush=True)
            peer = None
            if with_peer:
                theirs = {
                    "PEER_DATABASE": peer_url,
                    "PEER_DATA": peer_data,
                    "PYTHONPATH": str(ROOT / "bench" / "beside"),
                }
                took = run(
                    [str(PEER_VENV / "bin" / "python"), "-m", "peer.load", str(products)],
                    theirs,
                    ROOT / "bench" / "beside",
                )
                peer = (peer_url, peer_data)
                print(f"; django-oscar's in {took:.0f} s", end="")
            print(f"; load {os.getloadavg()[0]:.1f}")
            for workers in options.workers:
                print(f"\n{workers} worker(s), {CONNECTIONS} connections, {options.rounds} × {options.seconds} s")
                kept &= measure(Table(options, products, workers, folder), url, data, peer)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
