"""Tables without business words: facts, letters, files, audit, background jobs."""
