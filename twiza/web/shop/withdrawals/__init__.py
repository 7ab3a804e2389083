"""Changing one's mind: what goes back, how, and how the money comes."""
