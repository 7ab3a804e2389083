"""A problem told in a few taps, and what becomes of it; reports about the market; sellers elsewhere."""
