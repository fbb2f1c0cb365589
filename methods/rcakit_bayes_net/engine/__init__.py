"""Exact inference in discrete Bayesian networks, in plain Python.

It knows variables and tables and nothing of incidents. `network` is what is given, `elimination`
chooses an order, `buckets` works out everything that follows from one set of observations.
"""
