"""Cases before a consumer association, as the buyer of the order sees them."""
