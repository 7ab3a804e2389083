"""Payouts, holds and refunds."""
