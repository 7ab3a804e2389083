"""The workshop's forms: what a phone can fill in with one thumb, with a hint where a word is not enough."""
