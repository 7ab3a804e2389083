"""What the platform takes of a sale: dated rules, the most specific wins, any past sale can be computed again."""
