"""One product or seller that collects cases."""
