"""The words of the bank: account numbers, what a statement says, purposes, refusals."""
