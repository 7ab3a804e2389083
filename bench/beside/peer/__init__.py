"""The peer that the shop is measured beside: django-oscar as its own sandbox sets it up, in a venv of its own."""
