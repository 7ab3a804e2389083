"""Members, their work, the sharing rule, statements."""
