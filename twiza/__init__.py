"""Twiza: the open digital market of the social and solidarity economy."""
