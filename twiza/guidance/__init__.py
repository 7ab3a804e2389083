"""Short articles for buyers and sellers, as files in three languages, each tied to the rules it explains."""
