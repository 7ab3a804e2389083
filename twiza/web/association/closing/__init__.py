"""How a case ends, and its file for a court or an authority."""
