"""The link at the end of each letter: one tap stops that kind of letters."""
