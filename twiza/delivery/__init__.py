"""How goods travel: quotes, shipments, pick-up points and the cash that couriers carry."""
