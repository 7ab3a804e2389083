"""Our accounts at banks: statements read, transfers sent by two persons, bank account numbers checked."""
