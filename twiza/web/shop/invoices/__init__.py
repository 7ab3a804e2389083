"""Invoices, receipts and credit notes, as files."""
