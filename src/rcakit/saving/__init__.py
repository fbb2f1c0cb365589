"""Files to disk, whole or not at all: what was said to be saved survives a crash of any kind.

Works on bytes and knows nothing of postmortems or TOML, but for the journal's own manifest.
"""

from rcakit.saving.backup import backup
from rcakit.saving.durable import write_whole
from rcakit.saving.lock import locked
from rcakit.saving.recovery import recover
from rcakit.saving.save import Write, digest, save

__all__ = ["Write", "backup", "digest", "locked", "recover", "save", "write_whole"]
