"""A file as rows of text, whatever it was: CSV in any of the encodings people send, XLSX, or a Django fixture."""

from twiza.catalog.exchange.sheets.opening import Sheet, open_sheet

__all__ = ["Sheet", "open_sheet"]
