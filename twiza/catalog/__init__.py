"""What is sold: products, variants, stock and every price ever shown."""
