"""What every context may use of the plumbing."""

from twiza.plumbing.audit import record
from twiza.plumbing.facts import announce, deliver, wire

__all__ = ["announce", "deliver", "record", "wire"]
