"""Who sells: the registry of cooperatives, their papers, teams and seasons."""
