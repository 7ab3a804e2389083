"""Words for the dictionary: what was searched and not found, what somebody proposes, what is accepted."""
