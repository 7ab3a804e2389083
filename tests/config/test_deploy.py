"""What deploy/ and its guide name exists."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from twiza.config.cli import make_parser

DEPLOY = settings.ROOT / "deploy"
CODE = "".join((settings.ROOT / "twiza" / "config" / name).read_text() for name in ("settings.py", "cli.py"))
CODE += (settings.ROOT / "twiza" / "web" / "kit" / "pages" / "edition.py").read_text()
DJANGOS = {"migrate", "collectstatic"}


@pytest.mark.parametrize("path", ["deploy/twiza.env.example", "docs/guides/operator.md", "docs/how-to/serve.md"])
def test_every_variable_that_is_named_is_read(path):
    text = (settings.ROOT / path).read_text()
    names = set(re.findall(r"\b(?:TWIZA_[A-Z0-9_]+[A-Z0-9]|CACHE_URL|DATABASE_URL)\b", text))
    assert len(names) > 3
    unread = {name for name in names if name not in CODE}
    assert not unread


def test_units_run_commands_that_are_there():
    _parser, own = make_parser()
    units = sorted(DEPLOY.glob("*.service"))
    assert [unit.name for unit in units] == ["twiza-index.service", "twiza-web.service", "twiza-work.service"]
    for unit in units:
        commands = re.findall(r"^Exec\w+=\S+/twiza (\S+)", unit.read_text(), re.MULTILINE)
        assert commands
        assert set(commands) <= {*own, *DJANGOS}, unit.name


def test_a_worker_for_each_core_unless_told_otherwise(monkeypatch):
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1, 2}, raising=False)
    parser, _own = make_parser()
    assert parser.parse_args(["serve"]).workers == 3
    assert parser.parse_args(["serve", "--workers", "1"]).workers == 1
