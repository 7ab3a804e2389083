"""Small vocabularies, the refusals of this context, and how amounts and days are said."""
