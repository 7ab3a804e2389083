"""Personal data (law 09-08): requests with their days, export, erasure, retention, the register of processing."""
