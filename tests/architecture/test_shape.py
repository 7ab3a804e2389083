"""The shape of the code, as tests: each fails with the sentence to read."""

import configparser
import importlib
import re
from pathlib import Path

import pytest
from django.apps import apps

from twiza.bank.states import BATCH, TRANSFER, BatchStatus
from twiza.bank.states import Status as TransferStatus
from twiza.cashbook.states import SALE
from twiza.cashbook.states import Status as SaleStatus
from twiza.catalog.exchange.states import IMPORT
from twiza.catalog.models import ImportRun
from twiza.catalog.states import PRODUCT
from twiza.catalog.states import Status as ProductStatus
from twiza.complaints.states import COMPLAINT, REPORT, ReportStatus
from twiza.complaints.states import Status as ComplaintStatus
from twiza.conversations.states import MESSAGE
from twiza.conversations.states import Status as MessageStatus
from twiza.cooperatives.states import COOPERATIVE
from twiza.cooperatives.states import Status as CooperativeStatus
from twiza.delivery.states import CASH, REMITTANCE, SHIPMENT, CashStatus, RemittanceStatus
from twiza.delivery.states import Status as ShipmentStatus
from twiza.kernel.facts import Fact
from twiza.kernel.states import StateTable
from twiza.law.api import book, sheets
from twiza.mediation.states import (
    AGREEMENT,
    CASE,
    PROPOSAL,
    RECALL,
    AgreementStatus,
    CaseStatus,
    ProposalStatus,
    RecallStatus,
)
from twiza.members.states import DISTRIBUTION, STATEMENT, DistributionStatus, StatementStatus
from twiza.ordering.states import LINE, PART, LineStatus
from twiza.ordering.states import Status as PartStatus
from twiza.payments.states import PAYMENT, RECEIPT, REPAYMENT, ReceiptStatus, RepaymentStatus
from twiza.payments.states import Status as PaymentStatus
from twiza.privacy.states import REQUEST as DATA_REQUEST
from twiza.privacy.states import Status as DataRequestStatus
from twiza.protection.states import (
    GUARANTEE,
    REPLACEMENT,
    WITHDRAWAL,
    ClaimStatus,
    ReplacementStatus,
    WithdrawalStatus,
)
from twiza.reviews.states import CLUSTER, REVIEW, ClusterStatus, ReviewStatus
from twiza.search.states import WORD as SEARCH_WORD
from twiza.search.states import WordStatus as SearchWordStatus
from twiza.settlement.states import MONEY, PAYOUT, REFUND, RUN, PayoutStatus, RefundStatus, RunStatus
from twiza.settlement.states import Status as MoneyStatus

ROOT = Path(__file__).parents[2]
TABLES = [
    (SEARCH_WORD, SearchWordStatus),
    (PAYMENT, PaymentStatus),
    (RECEIPT, ReceiptStatus),
    (REPAYMENT, RepaymentStatus),
    (COOPERATIVE, CooperativeStatus),
    (PRODUCT, ProductStatus),
    (IMPORT, ImportRun.Status),
    (SHIPMENT, ShipmentStatus),
    (CASH, CashStatus),
    (REMITTANCE, RemittanceStatus),
    (TRANSFER, TransferStatus),
    (BATCH, BatchStatus),
    (SALE, SaleStatus),
    (PART, PartStatus),
    (LINE, LineStatus),
    (MONEY, MoneyStatus),
    (REFUND, RefundStatus),
    (RUN, RunStatus),
    (PAYOUT, PayoutStatus),
    (DISTRIBUTION, DistributionStatus),
    (STATEMENT, StatementStatus),
    (CASE, CaseStatus),
    (PROPOSAL, ProposalStatus),
    (AGREEMENT, AgreementStatus),
    (RECALL, RecallStatus),
    (MESSAGE, MessageStatus),
    (WITHDRAWAL, WithdrawalStatus),
    (GUARANTEE, ClaimStatus),
    (REPLACEMENT, ReplacementStatus),
    (REVIEW, ReviewStatus),
    (CLUSTER, ClusterStatus),
    (COMPLAINT, ComplaintStatus),
    (REPORT, ReportStatus),
    (DATA_REQUEST, DataRequestStatus),
]


def height_of_layers() -> dict[str, int]:
    """Height of each package in the layers contract: the one source of truth."""
    ini = configparser.ConfigParser()
    ini.read(ROOT / ".importlinter")
    rows = ini["importlinter:contract:layers"]["layers"].strip().splitlines()
    return {name.strip(): -height for height, row in enumerate(rows) for name in row.split("|")}


def our_models():
    return [m for m in apps.get_models() if m.__module__.startswith("twiza.")]


def test_foreign_keys_between_contexts_point_down():
    height = height_of_layers()
    for model in our_models():
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete and field.related_model):
                continue
            mine, theirs = model._meta.app_label, field.related_model._meta.app_label
            if mine == theirs or theirs not in height:
                continue
            assert height[mine] > height[theirs], f"{model.__name__}.{field.name} points up or sideways"
            assert field.remote_field.related_name == "+", (
                f"{model.__name__}.{field.name} adds an attribute to {theirs}"
            )


@pytest.mark.parametrize(("table", "known"), TABLES, ids=lambda x: getattr(x, "name", ""))
def test_state_tables_are_sound(table, known):
    assert table.problems(known.values) == []
    assert table.start in known.values


def test_every_state_table_is_tested_here():
    assert {table.name for table, _known in TABLES} == set(StateTable.tables)


def test_a_status_column_is_written_by_its_table_alone():
    writes = re.compile(r"\.update\([^)]*\bstatus=|\.status = ")
    allowed = {"catalog/exchange", "plumbing", "kernel"}  # jobs and imports: no life of a thing, but of a run
    for path in (ROOT / "twiza").rglob("*.py"):
        where = path.relative_to(ROOT / "twiza").as_posix()
        if any(where.startswith(a) for a in allowed) or "stock" in path.stem or "hold" in path.stem:
            continue
        assert not writes.search(path.read_text("utf-8")), f"{where} writes a status past its table"


def test_web_and_rest_never_touch_the_orm():
    for package in ("web", "rest"):
        for path in (ROOT / "twiza" / package).rglob("*.py"):
            assert ".objects" not in path.read_text("utf-8"), path


def test_only_web_rest_and_worker_read_a_clock():
    clock = re.compile(r"timezone\.now\(|datetime\.now\(|date\.today\(|time\.time\(")
    for context in (
        "kernel",
        "law",
        "geography",
        "search",
        "ledger",
        "clocks",
        "freshness",
        "guidance",
        "people",
        "cooperatives",
        "bank",
        "catalog",
        "payments",
        "delivery",
        "commission",
        "invoicing",
        "ordering",
        "cashbook",
        "settlement",
        "members",
        "conversations",
        "protection",
        "reviews",
        "complaints",
        "mediation",
        "observatory",
        "privacy",
    ):
        for path in (ROOT / "twiza" / context).rglob("*.py"):
            if "migrations" in path.parts or path.stem in ("jobs", "reactions") or "adapters" in path.parts:
                continue
            assert not clock.search(path.read_text("utf-8")), f"{path.relative_to(ROOT)} reads a clock: take `now`"


def test_days_are_moroccos():
    """A moment's own `date()` is the day in UTC: wrong for an hour each night (`kernel.periods.day_of`)."""
    in_utc = re.compile(r"\b(now|moment|today|at|then)(\(\))?\.date\(\)")
    for path in (ROOT / "twiza").rglob("*.py"):
        assert not in_utc.search(path.read_text("utf-8")), f"{path.relative_to(ROOT)}: the day of a moment is `day_of`"


def test_every_fact_has_a_row_in_the_wiring():
    for path in (ROOT / "twiza").glob("*/facts.py"):
        importlib.import_module(f"twiza.{path.parent.name}.facts")
    from twiza.wiring import REACTIONS

    ours = {f for f in Fact.known.values() if f.__module__.startswith("twiza.")}
    assert ours == set(REACTIONS)


def test_every_rule_names_its_source_in_three_languages():
    assert len(book()) >= 20
    for sheet in sheets().values():
        assert sheet.source
        assert sheet.url
        assert sheet.checked
        assert set(sheet.sentence) == {"ar", "fr", "en"}
        assert sheet.confidence in ("H", "M", "L")


def test_state_tables_quote_known_rules():
    quoted = {m.law for table, _ in TABLES for m in table.moves if m.law}
    assert quoted <= set(sheets())


def test_every_rule_asked_for_stands_in_the_book():
    asked = re.compile(r"""rule\(\s*f?["']([a-z_.]+)["']""")
    for path in (ROOT / "twiza").rglob("*.py"):
        for name in asked.findall(path.read_text("utf-8")):
            assert name in sheets(), f"{path.relative_to(ROOT)} asks for {name}"


def test_every_context_says_what_it_owns():
    for package in (ROOT / "twiza").iterdir():
        if (package / "__init__.py").exists():
            assert (package / "__init__.py").read_text("utf-8").startswith('"""'), package.name


def test_every_room_is_walked_by_strangers():
    for urls in (ROOT / "twiza" / "web").glob("*/*/urls.py"):
        audience, room = urls.parts[-3], urls.parts[-2]
        walk = ROOT / "tests" / "web" / audience / f"test_{room}.py"
        words = walk.read_text("utf-8")
        assert "walk_" in words or "stranger" in words, f"{walk}: nobody tries the doors of this room"


def test_one_initial_migration_a_context():
    for folder in (ROOT / "twiza").glob("*/migrations"):
        names = sorted(p.name for p in folder.glob("0*.py"))
        assert names[:1] == ["0001_initial.py"], folder


def test_styles_name_no_side():
    sided = re.compile(
        r"(margin|padding|border)-(left|right)|(?<![-\w])(left|right)\s*:|(text-align|float):\s*(left|right)"
    )
    for path in (ROOT / "twiza" / "web" / "static" / "css").glob("*.css"):
        found = sided.search(path.read_text("utf-8"))
        assert not found, f"{path.name}: {found and found[0]}: write logical properties"


def test_templates_carry_no_inline_style_or_script():
    for path in (ROOT / "twiza" / "web" / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=\"", text), path
        scripts = re.findall(r"<script(?![^>]*(src=|application/ld\+json|application/json))", text)
        assert not scripts, path
