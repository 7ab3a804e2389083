"""Commission rules, and prices whose statement differs from the books."""
