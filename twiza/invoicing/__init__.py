"""Invoices, receipts and credit notes: numbered without gaps, set once, archived as PDF and UBL."""
