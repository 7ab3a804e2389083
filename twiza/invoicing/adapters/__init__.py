"""The papers of this context: a PDF in each language, and the same invoice as UBL 2.1."""

from pathlib import Path

SHEETS = Path(__file__).parent / "sheets"
