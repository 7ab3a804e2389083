"""One index of everything that can be found."""
