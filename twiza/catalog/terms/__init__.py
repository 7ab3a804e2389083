"""The small vocabulary of the catalogue: bounds, measures, texts, and why something was refused."""
