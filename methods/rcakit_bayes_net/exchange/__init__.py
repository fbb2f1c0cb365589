"""Bayesian networks of other programs: BIF and XMLBIF, read and written."""
