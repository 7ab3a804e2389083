"""Reviews: read on the product, written from the order."""
