"""The cash book: sales at the souk, a fair, the door."""
