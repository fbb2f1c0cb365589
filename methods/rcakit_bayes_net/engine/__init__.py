"""Exact inference in discrete Bayesian networks, in plain Python.

It knows variables and tables and nothing of incidents. `network` is what is given, `given` what is
left of it once observations are put in, `elimination` and `tree` choose how it is worked out,
`passes` works, `inference` is what others ask, and `library` a faster way for what is large.
"""
