"""Orders become money: what was paid, to whom it belongs, refunds, holds, payouts, reports."""
