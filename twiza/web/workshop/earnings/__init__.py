"""What the cooperative earned: balances, payouts, invoices, reports."""
