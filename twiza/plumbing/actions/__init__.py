"""What the desk may do to letters, jobs and facts that got stuck."""
