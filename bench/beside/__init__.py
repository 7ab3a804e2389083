"""The shop beside a peer and beside the limits of the machine: `python -m bench.beside`."""
