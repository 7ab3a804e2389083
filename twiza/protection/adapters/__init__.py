from pathlib import Path

SHEETS = Path(__file__).parent / "sheets"
