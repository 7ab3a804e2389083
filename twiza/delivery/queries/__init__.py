"""Reads of delivery: quotes, parcels, cash."""
