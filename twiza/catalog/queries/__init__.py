"""What can be asked of the catalogue: frozen values that a page shows without another query."""
