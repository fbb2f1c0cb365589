"""Bayesian network: how likely each cause is, given what has been observed."""
