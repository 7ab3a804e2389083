"""Money in from buyers, and back to them: one port, an adapter per way to pay; it does not know what is paid."""
