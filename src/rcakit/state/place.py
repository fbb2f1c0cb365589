"""Where the state of one folder lies, and private files there."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from rcakit.saving.durable import put
from rcakit.saving.files import OS

PRIVATE = 0o600
_FOLDER = 0o700
_NAME = 24


def place(folder: Path) -> Path:
    """The folder for the state of `folder`, which need not be there yet; links lead to one place.

    Its name tells a stranger nothing of the postmortem.
    """
    from platformdirs import user_state_path

    name = sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:_NAME]
    return user_state_path("rcakit") / "folders" / name


def make(where: Path) -> None:
    """Make a folder of `place`, for its owner alone.

    Raises:
        OSError: It cannot be made, or is not the person's own.
    """
    for one in (where.parent.parent, where.parent, where):
        with suppress(FileExistsError):
            one.mkdir(parents=True, mode=_FOLDER)
    found = where.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise PermissionError(errno.EPERM, "not a folder of one's own", str(where))


def read(path: Path, most: int) -> bytes | None:
    """The bytes of a private file; None where there is none.

    Raises:
        OSError: It cannot be read.
        ValueError: It is not a file of the person's own, or has more than `most` bytes.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid():
            raise ValueError("it is not a file of one's own")
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError("it is too large")
    return data


def write(path: Path, data: bytes) -> None:
    """Write a private file, whole or not at all, and for good.

    Raises:
        OSError: What was there is as it was.
    """
    make(path.parent)
    put(path, data, PRIVATE, OS)
    with suppress(OSError):  # it is there; it may only not last through a power cut
        OS.fsync_dir(path.parent)


def put_aside(path: Path) -> Path:
    """Move a file that cannot be used out of the way; where it is now."""
    aside = path.with_name(f"{path.name}.damaged")
    with suppress(OSError):
        path.replace(aside)
    return aside
