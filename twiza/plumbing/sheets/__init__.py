"""A file as rows of text, whatever it was: CSV in any of the encodings people send, or XLSX. And rows to a file."""

from twiza.plumbing.sheets.opening import MOST_BYTES, Sheet, open_sheet

__all__ = ["MOST_BYTES", "Sheet", "open_sheet"]
