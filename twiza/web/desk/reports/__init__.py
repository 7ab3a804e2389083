"""Reports: sales, VAT, commissions, what is owed to whom, who holds cash."""
