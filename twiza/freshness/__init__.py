"""What changed since: drops of tags, numbered in the order in which they became visible."""
