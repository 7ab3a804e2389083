"""Baskets, orders and each cooperative's part of an order."""
