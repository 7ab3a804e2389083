"""The ledger and the reports."""
