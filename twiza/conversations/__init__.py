"""Messages between the parties of an order, a complaint or a case: text, photos, voice notes; flagged, moderated."""
