"""What somebody looked for and did not find, and wants to be told of once when it comes."""
