"""The desk's bank: statements and what their entries are, transfers released by two, carriers' slips."""
