"""Who shares what reached a cooperative: members, their work, the sharing rule, each one's statement."""
