"""What may be asked of mediation: frozen values, a constant number of queries."""
