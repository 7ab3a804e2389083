"""The sites that are measured: ours, the peer, a file from nginx; started on free ports, stopped by their pid."""

from __future__ import annotations

import contextlib
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
from dataclasses import dataclass, field
from pathlib import Path

from tools.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PEER_VENV = ROOT / "var" / "peer"


@dataclass
class Site:
    name: str
    port: int
    running: subprocess.Popen[bytes]
    paths: dict[str, list[str]] = field(default_factory=dict)

    def memory(self) -> float:
        """Resident megabytes of the largest web process, without what the fork shares counted twice."""
        return max((rss(pid) for pid in children(self.running.pid)), default=rss(self.running.pid))

    def stop(self) -> None:
        self.running.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.running.wait(20)
        if self.running.poll() is None:
            self.running.kill()


def children(pid: int) -> list[int]:
    out = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(line) for line in out.split()]


def rss(pid: int) -> float:
    with contextlib.suppress(OSError):
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def wait_for(port: int, path: str = "/healthz", seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).read()
            return
        except urllib.error.HTTPError:
            return  # it answers: no worker runs beside it
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit(f"nothing answers at port {port}")


@contextlib.contextmanager
def our_site(url: str, data: str, workers: int, *, cache: bool) -> Iterator[Site]:
    env = os.environ | {
        "DATABASE_URL": url, "TWIZA_DATA_DIR": data, "TWIZA_BENCH": "1", "TWIZA_KEEP_PAGES": "1" if cache else "0",
        "TWIZA_LOG": "ERROR",
    }  # fmt: skip
    port = free_port()
    command = [str(BIN / "twiza"), "serve", "--port", str(port), "--workers", str(workers)]
    running = subprocess.Popen(command, env=env | {"PORT": str(port)}, cwd=ROOT)
    site = Site("twiza", port, running)
    try:
        wait_for(port)
        yield site
    finally:
        site.stop()


@contextlib.contextmanager
def peer_site(url: str, data: str, workers: int) -> Iterator[Site]:
    port = free_port()
    env = os.environ | {"PEER_DATABASE": url, "PEER_DATA": data, "PYTHONPATH": str(ROOT / "bench" / "beside")}
    command = [str(PEER_VENV / "bin" / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "2", "--log-level", "error", "peer.wsgi:application"]
    running = subprocess.Popen(command, env=env, cwd=ROOT / "bench" / "beside")
    site = Site("django-oscar", port, running)
    try:
        wait_for(port, "/catalogue/")
        yield site
    finally:
        site.stop()


@contextlib.contextmanager
def nginx_file(folder: str) -> Iterator[int | None]:
    """A static file of 20 kB from nginx where it is installed: the machine's own limit."""
    if not shutil.which("nginx"):
        yield None
        return
    port, home = free_port(), Path(folder) / "nginx"
    (home / "root").mkdir(parents=True)
    (home / "root" / "file.html").write_text("x" * 20_000)
    home.chmod(0o755)
    conf = home / "nginx.conf"
    conf.write_text(
        f"worker_processes 1; daemon off; pid {home}/pid; error_log {home}/log; user root;\n"
        "events { worker_connections 256; }\n"
        f"http {{ access_log off; client_body_temp_path {home}/b; proxy_temp_path {home}/p; fastcgi_temp_path {home}/f;"
        f" uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;"
        f" server {{ listen 127.0.0.1:{port}; root {home}/root; }} }}\n"
    )
    running = subprocess.Popen(["nginx", "-c", str(conf)], stderr=subprocess.DEVNULL)
    try:
        wait_for(port, "/file.html", 10)
        yield port
    finally:
        running.terminate()
        running.wait(10)
