"""Two versions of a file made one: by id and by field, as text, so that every comment stays.

Works on TOML texts and knows nothing of postmortems but which links may not make a circle. git
calls it for each file of a merge, so nothing here loads plugins, cattrs or Textual.
"""
