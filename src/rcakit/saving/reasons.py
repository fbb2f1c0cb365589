"""Why the operating system would not, in words."""

from __future__ import annotations

import errno
import os

_WORDS = {
    errno.ENOSPC: "the disk is full; make room and save again.",
    errno.EDQUOT: "your share of the disk is used up; make room and save again.",
    errno.EROFS: "the disk is read-only; choose another place.",
    errno.EACCES: "the folder is read-only or there is no permission to write in it.",
    errno.EPERM: "the folder is read-only or there is no permission to write in it.",
    errno.EIO: "the disk reports an input/output error; look after the disk and save elsewhere.",
    errno.ENOENT: "the folder is not there any more.",
    errno.ENOTDIR: "one of the folders in the path is a file.",
    errno.EISDIR: "a folder of that name is in the way.",
    errno.ENAMETOOLONG: "the name is too long for this disk.",
    errno.ELOOP: "a symbolic link leads back to itself.",
    errno.EMFILE: "too many files are open; close something and save again.",
    errno.ENFILE: "too many files are open; close something and save again.",
    errno.EXDEV: "the folder is spread over two disks; keep its files on one.",
    errno.ENOLCK: "this disk cannot lock files; keep the folder on a local disk.",
}


def in_words(error: OSError) -> str:
    """The reason of `error` as the end of a sentence, with what to do where that is known."""
    known = _WORDS.get(error.errno or 0)
    if known is not None:
        return known
    return f"{(os.strerror(error.errno) if error.errno else str(error) or 'unknown').lower()}."
