"""Paying: the card page, the transfer's words, the way back."""
