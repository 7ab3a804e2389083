"""Documents that fail when they lie."""

import re
from pathlib import Path

from tools.docs import pages

ROOT = Path(__file__).parents[2]


def test_generated_pages_are_fresh():
    for path, text in pages().items():
        assert path.exists(), f"{path.relative_to(ROOT)} is missing: run `make docs`"
        assert path.read_text("utf-8") == text, f"{path.relative_to(ROOT)} is stale: run `make docs`"


def test_links_between_documents_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


def test_readmes_name_the_commands_that_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for readme in ROOT.glob("README*.md"):
        for verb in re.findall(r"^make ([a-z-]+)", readme.read_text("utf-8"), re.M):
            assert re.search(rf"^{verb}:", makefile, re.M), f"{readme.name}: make {verb}"


def test_no_file_names_a_machine_or_a_registry():
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", "Makefile"):
        text = (ROOT / name).read_text("utf-8")
        assert "index-url" not in text
        assert "/work/" not in text
