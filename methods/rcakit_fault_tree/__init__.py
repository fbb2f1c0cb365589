"""Fault tree: what had to come together, how likely that is, and what matters most in it."""
