"""Every system call a save makes, in one object, so that a test can stop or fail each of them."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import Protocol

_IGNORED_BY_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_IGNORED_BY_MODES = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}


class FileSystem(Protocol):
    """What a save asks of the operating system. Every method may raise OSError."""

    def open_new(self, path: Path, mode: int) -> int:
        """Create a file that must not exist; its descriptor. `mode` is narrowed by the umask."""

    def write(self, descriptor: int, data: bytes) -> int:
        """Write from the start of `data`; how many bytes were taken, at least one."""

    def set_mode(self, descriptor: int, mode: int) -> None:
        """Give an open file its permission bits, where the file system has any."""

    def fsync(self, descriptor: int) -> None:
        """Wait until the file's bytes are on the disk."""

    def close(self, descriptor: int) -> None:
        """Close the file."""

    def replace(self, source: Path, target: Path) -> None:
        """Give the file `source` the name `target`, in one step, whatever was there."""

    def rename(self, source: Path, target: Path) -> None:
        """Give the folder `source` the name `target`, which must not exist."""

    def fsync_dir(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk, where the file system can."""

    def mkdir(self, folder: Path) -> None:
        """Create a folder that must not exist."""

    def rmdir(self, folder: Path) -> None:
        """Remove an empty folder."""

    def unlink(self, path: Path) -> None:
        """Remove a file."""

    def read(self, path: Path) -> bytes | None:
        """All bytes of a file, or None if there is no file of that name."""

    def mode(self, path: Path) -> int | None:
        """The permission bits of a file, or None if there is none."""

    def links(self, path: Path) -> int:
        """Under how many names a file is known; 0 if there is none."""

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted; none if there is no folder."""

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder, and no symbolic link to one."""

    def writable(self, folder: Path) -> bool:
        """Whether names may be created in a folder."""


def _flush(descriptor: int) -> None:
    """Wait for the disk; macOS needs F_FULLFSYNC to reach the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


class OsFileSystem:
    """The real one, for POSIX systems."""

    def open_new(self, path: Path, mode: int) -> int:
        """See FileSystem. A symbolic link in the place counts as existing."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        return os.open(path, flags, mode)

    def write(self, descriptor: int, data: bytes) -> int:
        """See FileSystem."""
        return os.write(descriptor, data)

    def set_mode(self, descriptor: int, mode: int) -> None:
        """See FileSystem. File systems without permission bits are no reason to fail."""
        try:
            os.fchmod(descriptor, mode)
        except OSError as error:
            if error.errno not in _IGNORED_BY_MODES:
                raise

    def fsync(self, descriptor: int) -> None:
        """See FileSystem."""
        _flush(descriptor)

    def close(self, descriptor: int) -> None:
        """See FileSystem."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """See FileSystem."""
        source.replace(target)

    def rename(self, source: Path, target: Path) -> None:
        """See FileSystem."""
        source.rename(target)

    def fsync_dir(self, folder: Path) -> None:
        """See FileSystem."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _flush(descriptor)
        except OSError as error:
            if error.errno not in _IGNORED_BY_FOLDERS:
                raise
        finally:
            os.close(descriptor)

    def mkdir(self, folder: Path) -> None:
        """See FileSystem."""
        folder.mkdir()

    def rmdir(self, folder: Path) -> None:
        """See FileSystem."""
        folder.rmdir()

    def unlink(self, path: Path) -> None:
        """See FileSystem."""
        path.unlink()

    def read(self, path: Path) -> bytes | None:
        """See FileSystem."""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "it is no file", str(path))  # a pipe never ends
            return file.read()

    def mode(self, path: Path) -> int | None:
        """See FileSystem."""
        try:
            return stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            return None

    def links(self, path: Path) -> int:
        """See FileSystem."""
        try:
            return path.stat().st_nlink
        except FileNotFoundError:
            return 0

    def names(self, folder: Path) -> list[str]:
        """See FileSystem."""
        try:
            return sorted(path.name for path in folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def is_folder(self, path: Path) -> bool:
        """See FileSystem."""
        return path.is_dir() and not path.is_symlink()

    def writable(self, folder: Path) -> bool:
        """See FileSystem."""
        return os.access(folder, os.W_OK | os.X_OK)


OS = OsFileSystem()
"""The file system everything uses that is not given another."""
