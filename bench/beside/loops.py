"""Closed loops: wrk for pages, buyers in threads for what takes several pages."""

from __future__ import annotations

import http.client
import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 8


@dataclass
class Loop:
    """Medians over the rounds: requests a second, milliseconds at the 50th and 99th of a hundred, errors in all."""

    rate: float
    p50: float
    p99: float
    errors: int = 0


LUA = """
local paths = {}
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[(n * 7919) %% #paths + 1], {["Accept-Encoding"] = "gzip"})
end
done = function(summary, latency)
  local e = summary.errors
  print(string.format("RESULT %%d %%d %%f %%f %%d", summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e.connect + e.read + e.write + e.status + e.timeout))
end
""".replace("%%", "%")


def once(port: int, paths: list[str]) -> None:
    """Each of them once: what may be kept is kept from here on."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for path in paths:
        link.request("GET", path, headers={"Accept-Encoding": "gzip"})
        link.getresponse().read()


def wrk(port: int, paths: list[str], seconds: int, folder: str) -> Loop:
    listed, script = Path(folder) / "paths", Path(folder) / "wrk.lua"
    listed.write_text("\n".join(paths))
    script.write_text(LUA)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script)]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True,
        env=os.environ | {"BENCH_PATHS": str(listed)},
    ).stdout  # fmt: skip
    requests, duration, p50, p99, errors = map(float, said.split("RESULT")[1].split())
    return Loop(requests / duration * 1e6, p50, p99, int(errors))


def buyers(count: int, seconds: int, act: Callable[[int], None]) -> Loop:
    """So many buyers, each doing `act` over and over; one that fails is counted and goes on."""
    times, errors, until = list[float](), [0], time.monotonic() + seconds

    def one(seed: int) -> None:
        turn = seed * 100_000
        while time.monotonic() < until:
            began = time.perf_counter()
            try:
                act(turn)
                times.append(time.perf_counter() - began)
            except Exception as error:  # noqa: BLE001 - counted
                errors[0] += 1
                if errors[0] <= 2:
                    print(f"    {type(error).__name__}: {str(error)[:160]}")
            turn += 1

    threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    took = time.monotonic() - began
    if not times:
        return Loop(0, 0, 0, errors[0])
    return Loop(len(times) / took, times[len(times) // 2] * 1000, times[len(times) * 99 // 100] * 1000, errors[0])


def median(loops: list[Loop]) -> Loop:
    middle = statistics.median
    return Loop(
        middle(loop.rate for loop in loops), middle(loop.p50 for loop in loops), middle(loop.p99 for loop in loops),
        sum(loop.errors for loop in loops),
    )  # fmt: skip
