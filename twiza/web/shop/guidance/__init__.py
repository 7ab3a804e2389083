"""The guide: short articles, and documented misuses with the rule each breaks."""
