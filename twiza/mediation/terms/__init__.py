"""Words, limits, clocks, and why mediation refuses."""
