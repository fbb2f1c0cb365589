"""TOML as text: read within bounds, find the line of a key, write, patch and merge.

Works on bytes, text and plain dicts, and knows nothing of postmortems.
"""
