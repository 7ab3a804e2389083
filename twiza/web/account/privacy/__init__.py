"""What is kept about me, what I agreed to, export, correction and erasure."""
