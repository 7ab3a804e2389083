"""The roster as a sheet: what a cooperative keeps in a notebook or in Excel, read in one go."""

from twiza.members.exchange.roster_sheet import read_roster, roster_template

__all__ = ["read_roster", "roster_template"]
