"""Every benchmark, one after the other; exit code 1 if a budget did not hold."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
BENCHES = sorted(
    [p.stem for p in HERE.glob("*.py") if not p.stem.startswith("_")]
    + [p.parent.name for p in HERE.glob("*/__main__.py")]
)

if __name__ == "__main__":
    sys.exit(max(subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode for name in BENCHES))
