"""Messages in which something leads outside the market, or that must not stand."""
