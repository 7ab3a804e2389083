"""The outside world of this context: the typesetter that makes its papers."""
