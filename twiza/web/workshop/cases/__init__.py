"""Cases before a consumer association, as the cooperative sees them."""
