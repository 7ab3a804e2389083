"""What a cooperative issued and received, and what its papers say of taxes."""
