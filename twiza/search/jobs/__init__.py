"""The keeper of the replica, and what comes back each night."""

from twiza.search.jobs import upkeep

__all__ = ["upkeep"]
