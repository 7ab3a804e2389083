"""The buyer's rights on what was ordered: withdrawal, guarantee, late delivery, refunds in time."""
