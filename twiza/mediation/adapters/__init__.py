"""What comes in from outside, and papers."""

from pathlib import Path

SHEETS = Path(__file__).parent / "sheets"
