"""The command line, called as a person calls it."""

from __future__ import annotations

import json
import socket

import pytest

from tests.plumbing import work
from twiza.config import cli
from twiza.config.up import must_be_free
from twiza.plumbing import checks
from twiza.plumbing.api import checked, discover
from twiza.plumbing.models import JobRun

pytestmark = pytest.mark.django_db


def run(capsys, *given: str) -> tuple[int, list[str]]:
    code = cli.main(given)
    return code, capsys.readouterr().out.splitlines()


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    for name in (
        "serve",
        "work",
        "up",
        "import-catalogue",
        "export-catalogue",
        "load-sample",
        "rebuild-index",
        "check",
    ):
        assert name in shown


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["bake"])
    assert stopped.value.code == 2
    assert "there is no command bake" in capsys.readouterr().err


def test_djangos_own_commands_are_behind_it(capsys):
    code, lines = run(capsys, "diffsettings", "--output", "unified")
    assert code == 0
    assert any("twiza.config.urls" in line for line in lines)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["missing.csv", "--dry-run"], "There is no file missing.csv."),
        (["missing.csv", "--dry-run", "--format", "abacus"], "The format abacus is not known"),
    ],
)
def test_an_import_that_cannot_begin_says_why_and_ends_with_its_summary(capsys, given, sentence):
    code, lines = run(capsys, "import-catalogue", *given)
    assert code == 1
    assert lines[0].startswith(sentence)
    summary = json.loads(lines[-1])
    assert summary == {"created": 0, "changed": 0, "unchanged": 0, "refused": 0, "errors": summary["errors"]}
    assert summary["errors"][0].startswith(sentence)


def test_an_import_needs_to_know_whose_products_these_are(capsys, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("sku\n")
    code, lines = run(capsys, "import-catalogue", str(sheet), "--json")
    assert code == 1
    assert len(lines) == 1
    assert "--cooperative" in json.loads(lines[0])["errors"][0]


def test_an_import_for_a_cooperative_that_does_not_exist(capsys, tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("sku,name_fr,price\nA,Amlou,10\n")
    code, lines = run(capsys, "import-catalogue", str(sheet), "--cooperative", "nobody")
    assert code == 1
    assert json.loads(lines[-1])["errors"] == ["There is no cooperative nobody."]


def test_an_export_of_a_cooperative_that_does_not_exist(capsys):
    assert cli.main(["export-catalogue", "--cooperative", "nobody"]) == 1
    assert capsys.readouterr().err == "There is no cooperative nobody.\n"


def test_check_says_each_difference_and_exits_1(capsys, monkeypatch):
    discover()
    monkeypatch.setattr(checks, "_checks", {})
    differences: list[str] = []

    @checked("bread is baked")
    def bread(now):
        return differences

    assert run(capsys, "check") == (0, ["ok      bread is baked", "Everything agrees."])
    differences += ["No bread.", "No oven."]
    assert run(capsys, "check") == (
        1,
        ["differs bread is baked", "        No bread.", "        No oven.", "2 differences."],
    )


def test_check_sees_a_job_that_failed(capsys, now, caplog):
    run_id = work.failing.enqueue(name="oven").pk
    JobRun.objects.filter(pk=run_id).update(status="failed", attempts=3, error="ValueError: the oven is cold")
    code, lines = run(capsys, "check")
    assert code == 1
    assert f"        Job {run_id} ({work.failing.name}) failed 3 times: ValueError: the oven is cold" in lines


def test_rebuilding_the_index_says_how_much_can_be_found(capsys):
    code, lines = run(capsys, "rebuild-index")
    said = "Can be found: 0 product, 0 cooperative, 164 category, 1503 commune."
    assert (code, lines) == (0, [said, "The index of this machine was built anew."])


def test_a_port_in_use_is_a_sentence():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(cli.Stop, match=rf"Port {port} of 127.0.0.1 can't be used"):
            must_be_free("127.0.0.1", port)
    must_be_free("127.0.0.1", port)
