"""“Tell me when it comes”: words that found nothing, and one letter when they do."""
