"""Statements that members contest, and money that waits to be shared."""
