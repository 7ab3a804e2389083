"""What buyers complain of, with the clock of our answer."""
