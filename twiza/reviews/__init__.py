"""What buyers say of what they really received, one each a line, with the cooperative's answer."""
