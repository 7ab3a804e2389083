"""Build .venv from the hashed requirements, once a change: `python3 tools/venv.py [--dev]`.

Runs on any Python 3 (older ones get a sentence, not a syntax error) with nothing installed. uv installs in seconds;
where it can't be had, pip does the same in a minute. Both check every file against its hash.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "requirements.sha256"
OLDEST = (3, 11)


def stop(sentence):
    sys.exit(sentence)


def say(sentence):
    print("• " + sentence, flush=True)


def wanted(requirements):
    """What the venv must have been built from: the list, the package's own metadata, and this Python."""
    parts = [requirements.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode()]
    return requirements.name + " " + hashlib.sha256(b"\n".join(parts)).hexdigest()


def is_built(requirements):
    if not (PYTHON.exists() and STAMP.exists() and (VENV / "bin" / "twiza").exists()):
        return False
    stamps = STAMP.read_text().splitlines()
    # The development list holds all of the other one.
    dev = requirements.with_name("requirements-dev.txt")
    if not any(line in stamps for line in (wanted(requirements), wanted(dev))):
        return False
    return subprocess.run([str(PYTHON), "-c", "import django, twiza"], check=False, capture_output=True).returncode == 0


def same_python():
    answer = subprocess.run([str(PYTHON), "-c", "import sys; print(sys.version)"], check=False, stdout=subprocess.PIPE)
    return answer.stdout.decode().strip() == sys.version.strip()


def make_venv():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        install_venv_module()
    if VENV.exists():
        shutil.rmtree(str(VENV))
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        stop(f"Python could not make a virtual environment in {VENV}.")


def install_venv_module():
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {package}")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        done = subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], env=env, check=False
        )
        if done.returncode == 0:
            return
    stop(f"Python's venv module is missing: run `sudo apt-get install {package}`, then this command again.")


def run(*command):
    return subprocess.run([str(part) for part in command], cwd=str(ROOT), check=False).returncode == 0


def install(requirements):
    uv = VENV / "bin" / "uv"
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not run(*pip, "uv>=0.13,<0.14"):
        say("uv can't be had here; pip takes its place (about a minute)")
    if uv.exists() and run(uv, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", requirements):
        return
    if not run(*pip, "--require-hashes", "-r", requirements):
        stop(f"The packages of {requirements.name} could not be installed: is the package index reachable?")


def install_package():
    """Our own package, editable and without its dependencies, which are there already."""
    uv = VENV / "bin" / "uv"
    tries = [[PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-e", "."]]
    if uv.exists():
        tries.insert(0, [uv, "pip", "install", "--quiet", "--python", PYTHON, "--no-deps", "-e", "."])
    if not any(run(*command) for command in tries):
        stop("The package itself could not be installed: setuptools is needed from the package index.")


def main():
    if sys.version_info < OLDEST:
        have = f"{sys.version_info[0]}.{sys.version_info[1]}"
        stop(f"Twiza needs Python 3.11 or newer; this is {have}. Try `make run PYTHON=python3.11`.")
    requirements = ROOT / ("requirements-dev.txt" if "--dev" in sys.argv else "requirements.txt")
    if is_built(requirements):
        return
    began = time.monotonic()
    if not (PYTHON.exists() and same_python()):
        say(f"Making .venv with Python {sys.version_info[0]}.{sys.version_info[1]}")
        make_venv()
    say(f"Installing the packages of {requirements.name}")
    if STAMP.exists():
        STAMP.unlink()
    install(requirements)
    install_package()
    STAMP.write_text(wanted(requirements) + "\n")
    say(f"Installed in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
