"""The association's own figures."""
