"""Words, the tree of questions, and why complaints refuse."""
