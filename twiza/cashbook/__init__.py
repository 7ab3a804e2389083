"""What a cooperative sells by itself: at the souk, a fair, its door, by message."""
