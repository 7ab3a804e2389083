"""Open figures with statistical secrecy: reads everybody, writes only its own tables."""
