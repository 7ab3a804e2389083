"""`twiza up`: make the house ready, then run web and worker together until somebody stops them."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from types import FrameType

import psycopg

from twiza.config.cli import Stop, load_reference, load_sample, sample_is_loaded, start

PATIENCE, STOP_PATIENCE = 60.0, 40.0
MOST_RESTARTS = 5


def run(*, host: str, port: int, workers: int) -> int:
    """Everything from an empty folder to a running site; says each step, and one sentence where one fails."""
    os.environ.setdefault("TWIZA_DEV", "1")
    os.environ["PORT"] = str(port)
    if host not in ("127.0.0.1", "localhost"):
        os.environ.setdefault("TWIZA_HOSTS", f"localhost,127.0.0.1,[::1],{host}")
    must_be_free(host, port)
    start()
    prepare()
    house = House(
        web=["serve", "--host", host, "--port", str(port), "--workers", str(workers)],
        worker=["work"],
    )
    return house.live(f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}")  # noqa: S104 - only compared


def must_be_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Stop(f"Port {port} of {host} can't be used ({error.strerror}): try `make run PORT=8001`.") from None


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    print(f"• {name} …", flush=True)
    began = time.monotonic()
    yield
    print(f"  done in {time.monotonic() - began:.1f} s", flush=True)


def prepare() -> None:
    from django.core.management import call_command
    from django.db import OperationalError, connection

    try:
        if connection.vendor == "postgresql":
            # Asked without the pool, which would log and wait.
            psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5).close()
        connection.ensure_connection()
    except (psycopg.OperationalError, OperationalError) as error:
        raise Stop(f"The database does not answer: {str(error).strip().splitlines()[0]}") from None
    with step(f"Database ({connection.vendor})"):
        call_command("migrate", interactive=False, verbosity=0)
    with step("Style sheets and scripts"):
        collect_static()
    if sample_is_loaded():
        with step("Communes, categories, labels"):
            load_reference()
    else:
        with step("Communes, categories, labels, and the sample region (invented; loaded once)"):
            load_sample()
    # Children open their own.
    connection.close()


def collect_static() -> None:
    """Gather and compress what the browser loads, unless nothing changed since the last time."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    sources = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            sources.append((path, storage.path(path), os.stat(storage.path(path)).st_mtime_ns))
    seen = hashlib.sha256(repr(sorted(sources)).encode()).hexdigest()
    stamp = settings.STATIC_ROOT / ".collected"
    if stamp.exists() and stamp.read_text() == seen:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(seen)


def _die_with_parent() -> None:
    """On Linux: a child whose supervisor was killed gets SIGTERM instead of living on."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class House:
    """Web and worker as children: restarted when they fall over, stopped together."""

    def __init__(self, **commands: list[str]) -> None:
        self.commands = commands
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.falls: dict[str, list[float]] = {name: [] for name in commands}
        self.stopping = threading.Event()

    def live(self, address: str) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        try:
            for name in self.commands:
                self._start(name)
            if not self._wait_for(address):
                return 0 if self.stopping.is_set() else 1
            welcome(address)
            while not self.stopping.wait(0.5):
                if not self._keep_up():
                    return 1
            return 0
        finally:
            self._stop()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _start(self, name: str) -> None:
        # A session of its own: Ctrl-C reaches the supervisor alone, which then stops both in order.
        self.children[name] = subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, "-m", "twiza.config.cli", *self.commands[name]],
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    def _keep_up(self) -> bool:
        """Start again what fell over; False where it falls again and again."""
        for name, child in self.children.items():
            if child.poll() is None:
                continue
            now = time.monotonic()
            self.falls[name] = [fall for fall in self.falls[name] if fall > now - 60] + [now]
            if len(self.falls[name]) > MOST_RESTARTS:
                print(f"The {name} process ends again and again (exit code {child.returncode}).", file=sys.stderr)
                return False
            print(f"The {name} process ended (exit code {child.returncode}); starting it again.", file=sys.stderr)
            self._start(name)
        return True

    def _wait_for(self, address: str) -> bool:
        answer: dict[str, object] = {}
        last_moment = time.monotonic() + PATIENCE
        while time.monotonic() < last_moment and not self.stopping.wait(0.3):
            if not self._keep_up():
                return False
            try:
                with urllib.request.urlopen(f"{address}/healthz", timeout=5) as response:  # noqa: S310
                    if response.status == 200:
                        return True
            except urllib.error.HTTPError as error:
                with contextlib.suppress(ValueError):
                    answer = json.loads(error.read())
            except OSError:
                continue
        if not self.stopping.is_set():
            print(f"The site did not come up: {answer.get('reasons') or 'no answer'}", file=sys.stderr)
        return False

    def _stop(self) -> None:
        running = [child for child in self.children.values() if child.poll() is None]
        for child in running:
            child.terminate()
        last_moment = time.monotonic() + STOP_PATIENCE
        for child in running:
            try:
                child.wait(max(0.1, last_moment - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        if running:
            print("Stopped.", flush=True)


def welcome(address: str) -> None:
    from twiza.config.sample import sign_ins

    print(f"\nThe market is open: {address}/")
    print(f"Letters and codes sent: {address}/dev/letters")
    print("Sign in (the code appears on the letters page):")
    for line in sign_ins():
        print(f"  {line}")
    print("Stop with Ctrl-C.", flush=True)
