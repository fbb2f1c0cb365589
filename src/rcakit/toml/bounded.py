"""The bytes of a file, and no more of them than are taken.

A file that somebody hands over may be a pipe that nobody writes to, a device without end, or one
of fifty gigabytes that takes no room on the disk. None of them may hang or fill the memory.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from rcakit.errors import UnreadableError
from rcakit.toml.limits import SIZE


def read_regular(path: Path) -> bytes:
    """The bytes of a file that is to hold TOML, at most 5 MB.

    Raises:
        UnreadableError: It is no file of bytes, cannot be read, or has more than are read.
    """
    try:
        # A pipe would be waited for without this; a file does not mind.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableError(path, None, "is no file that can be read; move it away.")
            data = file.read(SIZE + 1)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise UnreadableError(path, None, f"cannot be read: {reason}.") from None
    if len(data) > SIZE:
        raise UnreadableError(path, 1, too_large(max(found.st_size, len(data))))
    return data


def too_large(size: int) -> str:
    """The sentence about a file of so many bytes."""
    return (
        f"the file has {size:,} bytes, more than the {SIZE // 1_000_000} MB that are read; "
        "move what is not needed elsewhere."
    )
