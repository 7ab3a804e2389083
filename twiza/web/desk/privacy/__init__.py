"""Requests on personal data, the register of processing, retention."""
