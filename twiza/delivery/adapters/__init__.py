"""Carriers of the outside world, behind one small protocol."""
