"""A carrier's accounts in the books."""

from __future__ import annotations


def courier(code: str, what: str) -> str:
    """`what`: "cash" it holds, "transfer" it announced to us, "payable" we owe it for delivering."""
    return f"courier:{code.lower()}:{what}"
