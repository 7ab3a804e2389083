"""What is owed until when, by kind and by who owes it."""
