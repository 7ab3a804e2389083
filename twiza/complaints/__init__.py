"""Complaints inside an order, reports about the market, and what to do about sellers elsewhere."""
