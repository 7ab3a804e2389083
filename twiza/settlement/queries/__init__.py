"""What screens and reports ask of settlement."""
