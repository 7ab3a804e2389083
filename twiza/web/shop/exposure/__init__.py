"""Who is shown: the share of the smaller half of sellers, month by month."""
