"""Words, rules and refusals of protection."""
