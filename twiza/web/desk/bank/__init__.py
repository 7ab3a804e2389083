"""Bank statements, transfers, and carriers' remittances."""
